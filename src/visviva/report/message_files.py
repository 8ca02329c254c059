"""The words of pages as their files hold them, by id: read once, and by whoever shows them."""

import json
from functools import cache
from importlib.resources import files


@cache
def read_messages(lang: str) -> dict[str, str]:
    """Every message of a language, by id.

    Parameters
    ----------
    lang : {"en", "fr", "ko"}

    Examples
    --------
    >>> read_messages("fr")["verdict.no"]
    'Non'
    """
    text = files("visviva.report").joinpath("messages", f"{lang}.json").read_text(encoding="utf-8")
    messages: dict[str, str] = json.loads(text)
    return messages
