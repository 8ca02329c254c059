"""The process that answers questions, one after the other, and what it says on its pipe.

Messages from it are tuples: ``("ready",)``, ``("progress", label, share)``, ``("done", text)``,
``("failed", line, exit code)``.
"""

import json
import os
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from visviva.errors import VisvivaError

#: Longest answer, bytes of JSON.
MOST_BYTES = 24_000_000


def serve(pipe: Connection) -> None:
    """Answer what comes over the pipe until it is closed."""
    # A session of its own: Ctrl-C in the terminal does not reach it, and whatever it starts itself
    # is ended with it.
    if hasattr(os, "setsid"):
        os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    from visviva.web.answers import answer

    with suppress(EOFError, OSError):
        pipe.send(("ready",))
        while True:
            question, upload = pipe.recv()
            pipe.send(_told(answer, question, upload, pipe))


def _line(err: "VisvivaError", lang: str) -> str:
    """The error in the language of the question, where its sentence speaks it; else in English.

    An advice is English alone: it is left out behind a sentence of another language.
    """
    from visviva.core.message import Message, localize
    from visviva.errors import clean_text

    if lang == "en" or not isinstance(err.sentence, Message):
        return err.line()
    said = clean_text(localize(err.sentence, lang)).replace("\n", " ")
    return f"{err.place}: {said}" if err.place else said


def _told(answer: Any, question: Any, upload: bytes | None, pipe: Connection) -> tuple[Any, ...]:
    from visviva.core.extras import missing_extra
    from visviva.errors import VisvivaError, one_line

    try:
        found = answer(question, upload, lambda label, share: pipe.send(("progress", label, share)))
        text = json.dumps(
            {"result": found.result, "view": found.view}, ensure_ascii=False, allow_nan=False
        )
    except VisvivaError as err:
        return ("failed", _line(err, getattr(question, "lang", "en")), err.exit_code)
    except MemoryError:
        return ("failed", "this needs more memory than there is; ask for less", 2)
    except (BrokenPipeError, EOFError):
        raise
    except Exception as err:
        missing = missing_extra(err)
        if missing is not None:
            return ("failed", missing.line(), missing.exit_code)
        return ("failed", f"a fault of ours: {type(err).__name__}: {one_line(str(err))}", 70)
    data = text.encode("utf-8", "replace")
    if len(data) > MOST_BYTES:
        size, most = len(data) / 1e6, MOST_BYTES / 1e6
        return ("failed", f"an answer of {size:.0f} MB, more than {most:.0f}; ask for less", 2)
    return ("done", data)
