"""What happened, told in a sentence with its source: the past that claims are held against."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from visviva.article.claims import Statement
from visviva.article.rules.case import Check, turned
from visviva.core.message import speaker


@lru_cache(maxsize=1)
def events() -> tuple[dict[str, Any], ...]:
    """The events that the claims of the past are held against, oldest first."""
    text = files("visviva.article").joinpath("events.toml").read_text(encoding="utf-8")
    return tuple(sorted(tomllib.loads(text)["event"], key=lambda e: e["day"]))


def _told(found: tuple[dict[str, Any], ...]) -> str:
    """What events say, one after the other, in each language."""
    texts = {lang: {"told": " ".join(e[lang] for e in found)} for lang in ("en", "fr", "ko")}
    return speaker(texts)("told")


def event(name: str) -> dict[str, Any]:
    """The event of that name."""
    return next(e for e in events() if e["id"] == name)


def answer(verdict: str, claim: Statement, *found: dict[str, Any]) -> Check:
    """A verdict that rests on events, their denial included."""
    return Check(
        True,
        verdict=turned(verdict, claim),
        study=next((e["study"] for e in found if "study" in e), None),
        finding=_told(found),
        source="; ".join(e["source"] for e in found),
    )
