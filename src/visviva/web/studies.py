"""What the first page lists: studies with the verdicts known so far, names to choose from, land."""

import json
import threading
from functools import lru_cache
from importlib.resources import files
from typing import Any

from visviva.assessment.study import load_study, study_names
from visviva.core.message import localize
from visviva.data.catalogue import Catalogue, FactKind
from visviva.data.gazetteer import near_names
from visviva.web.jobs import PREPARED, Jobs, TooManyJobsError
from visviva.web.questions import question_of

#: Kinds of facts that a study may be changed by, and the paths that name them.
CHOSEN: tuple[FactKind, ...] = ("site", "vehicle", "ship", "station", "satellite", "camera")


class StudyBoard:
    """Verdicts of the shipped studies, worked out one by one while nothing else is asked."""

    def __init__(self, jobs: Jobs, *, prepare: bool = True) -> None:
        self._jobs, self._prepare = jobs, prepare
        self._asked: dict[str, str] = {}
        self._known: dict[str, tuple[str, float | None]] = {}
        self._lock = threading.Lock()

    def verdicts(self) -> dict[str, tuple[str, float | None]]:
        """Verdict and probability by name, of those that are done; asks for the others once."""
        with self._lock:
            if self._prepare:
                self._ask()
            self._collect()
            return dict(self._known)

    def _ask(self) -> None:
        for name in study_names():
            if name in self._asked:
                continue
            question = question_of({"study": name, "alternatives": False})
            try:
                self._asked[name] = self._jobs.ask(question, urgency=PREPARED).id
            except TooManyJobsError:
                return  # the next look asks again

    def _collect(self) -> None:
        for name, key in self._asked.items():
            if name in self._known:
                continue
            job = self._jobs.get(key)
            if job is None or job.answer is None:
                continue
            found = json.loads(job.answer)["result"]
            self._known[name] = (found["verdict"], found["probability"])


@lru_cache(maxsize=8)
def _claims(lang: str) -> tuple[dict[str, Any], ...]:
    rows = []
    for name in study_names():
        loaded = load_study(name)
        about = loaded.study.study
        rows.append(
            {
                "name": name,
                "kind": loaded.kind,
                "claim": localize(about.claim, lang),
                "said_by": localize(about.said_by, lang),
                "said_on": about.said_on.isoformat(),
            }
        )
    return tuple(rows)


def study_rows(lang: str, known: dict[str, tuple[str, float | None]]) -> list[dict[str, Any]]:
    """The shipped studies as `visviva studies` lists them; what is not known yet is null.

    Examples
    --------
    >>> study_rows("en", {})[0]["verdict"] is None
    True
    """
    rows = []
    for row in _claims(lang):
        verdict, probability = known.get(row["name"], (None, None))
        rows.append({**row, "verdict": verdict, "probability": probability})
    return rows


@lru_cache(maxsize=8)
def choices(lang: str) -> dict[str, list[dict[str, str]]]:
    """Slug and name of every fact that a study may be changed by, by kind, and the report's forms.

    Examples
    --------
    >>> {"slug": "tiangong", "name": "Tiangong"} in choices("en")["station"]
    True
    """
    from visviva.report.files import FORMS

    known = Catalogue.bundled()
    facts = {
        str(kind): [{"slug": e.slug, "name": e.name_in(lang)} for e in known.entries(kind)]
        for kind in CHOSEN
    }
    forms = [suffix.removeprefix(".") for suffix in FORMS]
    return {**facts, "report": [{"slug": form, "name": form.upper()} for form in forms]}


def places_of(text: str) -> list[str]:
    """Names of places near to what was typed."""
    return list(near_names(text, 8)) if text.strip() else []


@lru_cache(maxsize=1)
def land() -> dict[str, Any]:
    """The outline of land that ships: rings of [longitude, latitude], degrees."""
    table = json.loads(
        files("visviva.core").joinpath("tables", "land_110m.json").read_text(encoding="utf-8")
    )
    return {
        "source": "Natural Earth 1:110m",
        "rings": [
            [[lon / 10, lat / 10] for lon, lat in zip(ring[::2], ring[1::2], strict=True)]
            for ring in table["rings"]
        ],
    }
