"""Running the studies that an article's claims name, each once, on all cores.

A study that cannot be answered is "unknown" with its reason; an interrupt ends the workers.
"""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from visviva.article.claims import Statement
from visviva.article.rules.case import Check
from visviva.assessment.cores import on_all_cores
from visviva.errors import VisvivaError

Progress = Callable[[str, float], None]
#: Words that deny that something is possible: only such a denial is false of what is possible.
_MODAL: Final = re.compile(
    r"\bcan|could|\bable|possib|peu[tv]|pourr|saurait|sauraient|capable|мож|мог|возможн|нельзя|"
    r"способ|수 없|수는 없|못 ?(?:한다|할)|불가능",
    re.IGNORECASE,
)
#: Name, settings and, where the claim has a study of its own, the text of its file.
Key = tuple[str, tuple[str, ...], str]


def answer_studies(
    claims: Sequence[tuple[Statement, Check]],
    progress: Progress | None = None,
    *,
    executor: Executor | None = None,
) -> tuple[Check, ...]:
    """The checks with the verdicts of the studies that they name.

    Parameters
    ----------
    claims : sequence of (Statement, Check)
    progress : callable, optional
        Told the study that is done and the share of all.
    executor : Executor, optional
        Where the studies run; by default a pool of processes, one for each core.

    Examples
    --------
    >>> answer_studies([])
    ()
    """
    asked = list(dict.fromkeys(k for _, check in claims if (k := _key(check)) is not None))
    answers = _answers(asked, progress or (lambda label, share: None), executor)
    return tuple(_answered(said, check, answers) for said, check in claims)


def _key(check: Check) -> Key | None:
    if not check.study or not check.checkable or check.verdict is not None:
        return None
    return check.study, check.settings, check.body


def _answers(
    asked: list[Key], tell: Progress, executor: Executor | None
) -> dict[Key, tuple[str, str]]:
    def said(key: Key | None, share: float) -> None:
        tell(key[0] if key else "", share)

    return on_all_cores(answer_study, asked, said, executor=executor)


def answer_study(key: Key) -> tuple[str, str]:
    """Verdict and headline of one study.

    Examples
    --------
    >>> answer_study(("no-such-study", (), ""))[0]
    'unknown'
    """
    from visviva.assessment.run import assess
    from visviva.assessment.study import load_study

    name, settings, body = key
    try:
        if body:
            with TemporaryDirectory() as folder:
                path = Path(folder) / f"{name}.toml"
                path.write_text(body, encoding="utf-8")
                found = assess(load_study(path, settings), alternatives=False)
        else:
            found = assess(load_study(name, settings), alternatives=False)
    except VisvivaError as err:
        return "unknown", err.line()
    return found.verdict, found.headline or found.sentence


def _answered(said: Statement, check: Check, answers: dict[Key, tuple[str, str]]) -> Check:
    key = _key(check)
    if key is None or key not in answers:
        return check
    verdict, finding = answers[key]
    if said.negated:
        possible = "no" if _MODAL.search(said.text) else "unknown"
        verdict = {"yes": possible, "no": "yes"}.get(verdict, verdict)
    return replace(check, verdict=verdict, finding=finding, source="visviva assess")
