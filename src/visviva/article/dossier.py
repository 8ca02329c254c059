"""The dossier of an article: its claims in order, each with its verdict or why it has none."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Final

from visviva.article.checks import check
from visviva.article.claims import Statement, statements
from visviva.article.entities import Entity, entities
from visviva.article.language import language_of, sentences
from visviva.article.quantities import Dated, dates, quantities
from visviva.article.reading import read_article
from visviva.article.rules.case import Check
from visviva.core.message import localize
from visviva.core.result import Result

Progress = Callable[[str, float], None]
#: Sentences at the head of an article in which its own date is looked for.
HEAD_SENTENCES: Final = 3
_FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class ArticleRequest:
    """What is to be read.

    Attributes
    ----------
    path : Path
        Text or a saved page.
    own_date : date, optional
        The article's own date; else it is read from a line that is nothing but a date, the file's
        name, or the latest day that the text tells.
    run_studies : bool
        Run the studies; False: name them only.
    lang : str
        Language of findings and reasons.
    """

    path: Path
    own_date: date | None = None
    run_studies: bool = True
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement with how it came out."""

    said: Statement
    check: Check

    def row(self, lang: str = "en") -> dict[str, Any]:
        """As the JSON object has it."""
        c, s = self.check, self.said
        return {
            "text": s.text,
            "start": s.start,
            "end": s.end,
            "kind": s.kind,
            "checkable": c.checkable,
            "why_not": localize(c.why_not, lang) if c.why_not else None,
            "negated": s.negated,
            "conditional": s.conditional,
            "attributed": s.attributed,
            "verdict": c.verdict,
            "study": c.study,
            "settings": list(c.settings),
            "finding": localize(c.finding, lang) if c.finding else None,
            "source": c.source or None,
            "facts": sorted({e.fact for e in s.named if e.fact}),
        }


@dataclass(frozen=True, slots=True, repr=False)
class ArticleResult(Result):
    """What an article says, and what of it can be checked."""

    SCHEMA: ClassVar[str] = "visviva.read/1"
    ROWS: ClassVar[str] = "claims"

    text: str
    language: str
    own_date: date | None
    own_date_from: str
    names: tuple[Entity, ...]
    dates: tuple[Dated, ...]
    claims: tuple[Claim, ...]
    lang: str = "en"

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """One row per claim, in the article's order."""
        return [claim.row(self.lang) for claim in self.claims]

    def head(self) -> Mapping[str, Any]:
        """Language, the article's own date, names and dates with their spans."""
        return {
            "language": self.language,
            "article_date": self.own_date.isoformat() if self.own_date else None,
            "article_date_from": self.own_date_from,
            "entities": [
                {
                    "text": e.text,
                    "fact": e.fact,
                    "kind": e.kind,
                    "start": e.start,
                    "end": e.end,
                    "candidates": list(e.candidates),
                }
                for e in self.names
            ],
            "dates": [
                {"text": d.text, "start": d.start, "end": d.end, "first": d.first, "last": d.last}
                for d in self.dates
            ],
            "text": self.text,
        }


def read(request: ArticleRequest, progress: Progress | None = None) -> ArticleResult:
    """Read an article and check what can be checked.

    Raises
    ------
    InputError
        If the file cannot be read, holds no article, or is in no language that is read here.
    """
    text = read_article(request.path)
    own, origin = request.own_date, "--date"
    language = language_of(text)
    if own is None:
        own, origin = own_date_of(text, language, request.path.name)
    result = understand(text, own, origin, language=language, lang=request.lang)
    return run_studies(result, progress) if request.run_studies else result


def own_date_of(text: str, language: str, name: str = "") -> tuple[date | None, str]:
    r"""The article's own date and where it was found; None and nothing where it was not.

    Examples
    --------
    >>> own_date_of("Seoul, 24 May 2023\nA rocket waits.", "en")
    (datetime.date(2023, 5, 24), 'dateline')
    """
    found = [d for d in dates(text, language) if d.first == d.last]
    pieces = sentences(text)
    for line in (*pieces[:HEAD_SENTENCES], *pieces[-1:]):
        for d in found:
            bare = len(line.text) - len(d.text) <= 30
            if line.start <= d.start and d.end <= line.end and bare:
                return date.fromisoformat(d.first), "dateline"
    in_name = _FILE_DATE.search(name)
    if in_name:
        try:
            return date(*map(int, in_name.groups())), "file name"
        except ValueError:
            pass
    if found:
        return date.fromisoformat(max(d.first for d in found)), "latest day in the text"
    return None, ""


def understand(
    text: str, own: date | None, origin: str = "", *, language: str | None = None, lang: str = "en"
) -> ArticleResult:
    """Names, dates and claims of a text, with every check but the studies.

    Examples
    --------
    >>> found = understand("La capsule Soyouz s'arrime à la station Tiangong et la quitte.", None)
    >>> [(c.said.kind, c.check.study) for c in found.claims]
    [('docking', 'soyuz-tiangong')]
    """
    language = language or language_of(text)
    names = entities(text)
    # the "March 5" of a Long March 5 is no day
    when = tuple(
        d
        for d in dates(text, language, own)
        if not any(e.start < d.end and d.start < e.end for e in names)
    )
    claims, site = [], None
    for said in statements(text, language, names, when, quantities(text, language)):
        site = next((e.fact for e in reversed(said.named) if e.kind == "site" and e.fact), site)
        claims.append(Claim(said, check(said, own, site, language)))
    return ArticleResult(text, language, own, origin, names, when, tuple(claims), lang)


def run_studies(result: ArticleResult, progress: Progress | None = None) -> ArticleResult:
    """Answer every study that a claim names, each once, and put the verdicts to the claims."""
    from visviva.assessment.run import assess
    from visviva.assessment.study import load_study
    from visviva.errors import VisvivaError

    tell = progress or (lambda label, share: None)
    asked = list(
        dict.fromkeys(
            (c.check.study, c.check.settings)
            for c in result.claims
            if c.check.study and c.check.checkable and c.check.verdict is None
        )
    )
    answers: dict[Any, tuple[str, str]] = {}
    for k, key in enumerate(asked):
        study, settings = key
        tell(str(study), k / len(asked))
        try:
            found = assess(load_study(str(study), settings), alternatives=False)
            answers[key] = (found.verdict, found.headline or found.sentence)
        except VisvivaError as err:
            answers[key] = ("unknown", err.line())
    tell("", 1.0)
    claims = tuple(_answered(c, answers) for c in result.claims)
    return replace(result, claims=claims)


def _answered(claim: Claim, answers: Mapping[Any, tuple[str, str]]) -> Claim:
    found = answers.get((claim.check.study, claim.check.settings))
    if found is None or not claim.check.checkable or claim.check.verdict is not None:
        return claim
    verdict, finding = found
    if claim.said.negated:
        verdict = {"yes": "no", "no": "yes"}.get(verdict, verdict)
    return replace(
        claim,
        check=replace(claim.check, verdict=verdict, finding=finding, source="visviva assess"),
    )


def study_files(result: ArticleResult) -> dict[str, str]:
    """Study files of the claims that name one: text by file name."""
    from importlib.resources import files

    from visviva.assessment.study import load_study

    out: dict[str, str] = {}
    for claim in result.claims:
        study = claim.check.study
        if not study or not claim.check.checkable:
            continue
        name = "-".join([study, *(s.partition("=")[2] for s in claim.check.settings)])
        if f"{name}.toml" in out:
            continue
        text = (files("visviva.assessment") / "studies" / f"{study}.toml").read_text("utf-8")
        out[f"{name}.toml"] = _own_words(text, name, claim, result.own_date)
        load_study(study, claim.check.settings)
    return out


def _own_words(text: str, name: str, claim: Claim, said_on: date | None) -> str:
    """A shipped study with the claim in the article's words and the names that it gives."""
    quoted = json.dumps(" ".join(claim.said.text.split()), ensure_ascii=False)
    text = re.sub(r'(?m)^name = ".*"$', lambda _: f'name = "{name}"', text, count=1)
    text = re.sub(r"(?m)^claim\.en = .*$", lambda _: f"claim.en = {quoted}", text)
    text = re.sub(r"(?m)^claim\.(?:fr|ko) = .*\n", "", text)
    text = re.sub(r"(?m)^said_by\.(?:fr|ko) = .*\n", "", text)
    text = re.sub(r"(?m)^said_by\.en = .*$", 'said_by.en = "the article"', text)
    if said_on is not None:
        text = re.sub(r"(?m)^said_on = .*$", f"said_on = {said_on.isoformat()}", text)
    for setting in claim.check.settings:
        path, _, value = setting.partition("=")
        table, _, key = path.partition(".")
        text = re.sub(
            rf'(?ms)^(\[{table}\]\n(?:(?!^\[).)*?^{key} = )"[^"]*"',
            rf'\g<1>"{value}"',
            text,
            count=1,
        )
    return text
