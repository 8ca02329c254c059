"""The dossier of an article: its claims in order, each with its verdict or why it has none."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Final

from visviva.article.claims import Statement, statements
from visviva.article.dates import Dated, dates
from visviva.article.entities import Entity, entities
from visviva.article.language import language_of, sentences
from visviva.article.places import with_towns
from visviva.article.quantities import quantities
from visviva.article.reading import read_article
from visviva.article.rules.case import Check
from visviva.article.running import answer_studies
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
            "own_study": bool(c.body),
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
    return read_text(read_article(request.path), request, progress)


def read_text(
    text: str, request: ArticleRequest, progress: Progress | None = None
) -> ArticleResult:
    """The same for a text that is here already; of the request's path only the name counts.

    Raises
    ------
    InputError
        If the text is in no language that is read here.
    """
    own, origin = request.own_date, "--date"
    language = language_of(text)
    if own is None:
        own, origin = own_date_of(text, language, request.path.name)
    result = understand(text, own, origin, language=language, lang=request.lang)
    if not request.run_studies:
        return result
    checks = answer_studies([(c.said, c.check) for c in result.claims], progress)
    claims = tuple(replace(c, check=check) for c, check in zip(result.claims, checks, strict=True))
    return replace(result, claims=claims)


def own_date_of(text: str, language: str, name: str = "") -> tuple[date | None, str]:
    r"""The article's own date and where it was found; None and nothing where it was not.

    Examples
    --------
    >>> own_date_of("Seoul, 24 May 2023\nA rocket waits.", "en")
    (datetime.date(2023, 5, 24), 'dateline')
    """
    found = [d for d in dates(text, language) if d.one_day]
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
    # what the checks stand on takes longer to load than an article to read
    from visviva.article.checks import checks

    language = language or language_of(text)
    figures = quantities(text, language)
    names = with_towns(text, entities(text), figures, language)
    # the "March 5" of a Long March 5 is no day
    when = tuple(
        d
        for d in dates(text, language, own)
        if not any(e.start < d.end and d.start < e.end for e in names)
    )
    claims: list[Claim] = []
    site = None
    for said in statements(text, language, names, when, figures):
        site = next((e.fact for e in reversed(said.named) if e.kind == "site" and e.fact), site)
        claims += [Claim(part, found) for part, found in checks(said, own, site, language)]
    return ArticleResult(text, language, own, origin, names, when, tuple(claims), lang)
