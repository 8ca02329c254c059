"""One function a question: it asks what the command of that name asks, and answers with its JSON.

These run in a process of their own (`visviva.web.worker`).
"""

import base64
import math
import mimetypes
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias

from visviva.analysis.moments import moment
from visviva.core.message import Texts, speaker
from visviva.core.time import Epoch
from visviva.errors import InputError, VisvivaError
from visviva.web import questions as q

#: Why a question is none.
TEXTS: Final[Texts] = {
    "en": {"no-study": "no study is called {name}; the first page lists them"},
    "fr": {
        "no-study": "aucune étude ne s’appelle {name}\u00a0; la première page en donne la liste"
    },
    "ko": {"no-study": "{name}: 그런 사례는 없음. 목록은 첫 페이지에 있음"},
}
SAY = speaker(TEXTS)
Tell: TypeAlias = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """The JSON object of the command, and what the page draws beside it."""

    result: dict[str, Any]
    view: dict[str, Any]


def answer(question: q.Question, upload: bytes | None, tell: Tell) -> Answer:
    """Answer a question; `upload` holds the element sets that it names.

    Raises
    ------
    VisvivaError
        As the command would.
    """
    return ANSWERS[type(question)](question, upload, tell)


@contextmanager
def _origin(question: q.StudyQuestion) -> Iterator[str | Path]:
    """Name of a shipped study, or a file with the text that was sent."""
    if question.study_toml is None:
        from visviva.assessment.study import study_names
        from visviva.errors import UnknownNameError

        if question.study not in study_names():
            raise UnknownNameError(SAY("no-study", name=repr(question.study)))
        yield str(question.study)
        return
    with tempfile.TemporaryDirectory(prefix="visviva-") as folder:
        path = Path(folder) / "study.toml"
        path.write_text(question.study_toml, encoding="utf-8")
        try:
            yield path
        except VisvivaError as err:  # where the text lay for a moment says nothing to its sender
            for part in ("place", "message", "advice"):
                said = getattr(err, part)
                setattr(err, part, said and said.replace(f"{folder}/", ""))
            raise


#: Assessments that this process made last: another language, or a report, computes nothing again.
_MADE: OrderedDict[str, tuple[Any, Any]] = OrderedDict()
MOST_MADE = 8


def _assessed(question: q.Assess | q.Report, tell: Tell) -> tuple[Any, Any]:
    """The study as loaded, and its assessment, with nothing said of where a text lay."""
    from visviva.assessment.run import assess
    from visviva.assessment.study import load_study

    alternatives = question.alternatives if isinstance(question, q.Assess) else True
    asked = question.model_dump_json(exclude={"lang", "command", "form", "alternatives"})
    key = f"{asked} {alternatives}"
    if key in _MADE:
        _MADE.move_to_end(key)
        return _MADE[key]
    with _origin(question) as origin:
        loaded = load_study(origin, tuple(question.settings))
        found = assess(
            loaded,
            seed=question.seed,
            samples=question.samples,
            alternatives=alternatives,
            ascent=not question.quick,
            progress=tell,
        )
    if isinstance(origin, Path):  # the folder is gone; the file was the asker's own
        found = replace(found, reproduce=found.reproduce.replace(str(origin), "study.toml"))
    _MADE[key] = loaded, found
    while len(_MADE) > MOST_MADE:
        _MADE.popitem(last=False)
    return loaded, found


def _assess(question: q.Assess, upload: bytes | None, tell: Tell) -> Answer:
    from visviva.report.json_form import assessment_to_json, strict
    from visviva.web.views import named_by, study_view

    loaded, found = _assessed(question, tell)
    view = strict(study_view(found, question.lang))
    view["study"] = {"kind": loaded.kind, "toml": loaded.text, "names": named_by(loaded.study)}
    return Answer(assessment_to_json(found, question.lang), view)


def _report(question: q.Report, upload: bytes | None, tell: Tell) -> Answer:
    from visviva.report.files import ensure_report, write_report

    with tempfile.TemporaryDirectory(prefix="visviva-") as folder:
        ensure_report(Path(folder) / f"report.{question.form}")
        loaded, found = _assessed(question, tell)
        path = Path(folder) / f"{loaded.study.study.name}.{question.form}"
        write_report(path, found, loaded, question.lang)
        data = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Answer(
        {
            "schema": "visviva.report-file/1",
            "name": path.name,
            "media_type": kind,
            "base64": base64.b64encode(data).decode("ascii"),
        },
        {},
    )


def _fallen(question: q.Fallen, upload: bytes | None, tell: Tell) -> Answer:
    from visviva.assessment.study_fallen import StudyFallenRequest, study_fallen
    from visviva.report.json_form import strict
    from visviva.web.views import flight_view

    failed = isinstance(question, q.Failure)
    tell("flying the ascent", 0.1)
    with _origin(question) as origin:
        found = study_fallen(
            StudyFallenRequest(
                study=origin,
                failed=failed,
                settings=tuple(question.settings),
                at=question.at_s if isinstance(question, q.Failure) else None,
                mode=question.mode if isinstance(question, q.Failure) else None,
                seed=question.seed,
                samples=question.samples,
            )
        )
    tell("drawing the areas", 0.9)
    return Answer(strict(found.to_dict()), strict(flight_view(found, question.lang)))


def _read(question: q.Read, upload: bytes | None, tell: Tell) -> Answer:
    from visviva.article.dossier import ArticleRequest, read_text
    from visviva.article.reading import article_text
    from visviva.article.study_files import study_files
    from visviva.report.json_form import strict

    own = None if question.date is None else _day(question.date)
    request = ArticleRequest(Path("pasted"), own, question.run_studies, question.lang)
    found = read_text(article_text(question.text.encode("utf-8", "replace")), request, tell)
    return Answer(strict(found.to_dict(), question.lang), {"studies": study_files(found)})


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as err:
        raise InputError(f"{text!r} is no date", advice="give YYYY-MM-DD") from err


def _sets(question: q.ElementsQuestion, upload: bytes | None) -> Any:
    """What was uploaded, or what the store has of the object."""
    if upload is not None:
        return upload
    from visviva.analysis.data_store import stored_elements

    return stored_elements(str(question.object)).elements


def _wanted(question: q.ElementsQuestion) -> str | None:
    return question.object or None


def _start(text: str, field: str) -> Epoch:
    when, _ = moment(text, field)
    if when is None:
        raise InputError(f"no {field}", advice="give a time, such as 2024-06-07")
    return when


def _dossier(question: q.Dossier, upload: bytes | None, tell: Tell) -> Answer:
    from visviva.analysis.dossier import DossierRequest, compile_dossier
    from visviva.report.json_form import strict
    from visviva.web.views import dossier_view

    when, _ = moment(question.as_of, "as_of")
    tell("finding burns", 0.1)
    found = compile_dossier(
        DossierRequest(
            _sets(question, upload), when, _wanted(question), question.seed, "the upload"
        )
    )
    return Answer(strict(found.to_dict()), strict(dossier_view(found, question.lang)))


def _passes(question: q.Passes, upload: bytes | None, tell: Tell) -> Answer:
    from visviva.analysis.passes import PassesRequest, find_passes
    from visviva.analysis.places import find_place

    wanted = _wanted(question)
    found = find_passes(
        PassesRequest(
            _sets(question, upload),
            (find_place(question.site),),
            _start(question.start, "start"),
            question.days * 86400.0,
            math.radians(question.min_elevation_deg),
            (wanted,) if wanted else (),
            name="the upload",
        )
    )
    return _table(found, "passes", question.lang)


def _images(question: q.Images, upload: bytes | None, tell: Tell) -> Answer:
    from visviva.analysis.cameras import camera_of
    from visviva.analysis.images import ImagesRequest, find_images
    from visviva.analysis.places import find_place

    wanted, least = _wanted(question), question.min_sun_elevation_deg
    found = find_images(
        ImagesRequest(
            source=_sets(question, upload),
            places=(find_place(question.site),),
            start=_start(question.start, "start"),
            duration=question.days * 86400.0,
            objects=(wanted,) if wanted else (),
            camera=None if question.camera is None else camera_of(question.camera),
            max_off_nadir=math.radians(question.max_off_nadir_deg),
            min_sun_elevation=None if least is None else math.radians(least),
        )
    )
    return _table(found, "opportunities", question.lang)


def _where(question: q.Where, upload: bytes | None, tell: Tell) -> Answer:
    from visviva.analysis.places import find_place
    from visviva.analysis.where import WhereRequest, where

    found = where(
        WhereRequest(
            _sets(question, upload),
            _start(question.start, "start"),
            question.days * 86400.0,
            question.step_s,
            None if question.site is None else find_place(question.site),
            _wanted(question),
            name="the upload",
        )
    )
    return _table(found, "rows", question.lang)


def _transfer(question: q.Transfer, upload: bytes | None, tell: Tell) -> Answer:
    from visviva.analysis.lunar_path import lunar_path
    from visviva.analysis.lunar_transfer import LunarTransferRequest, lunar_transfer
    from visviva.report.json_form import strict

    tell("looking for roads", 0.1)
    found = lunar_transfer(
        LunarTransferRequest(
            date=_start(question.date, "date"),
            roads=tuple(question.roads),
            periselene=question.periselene_km * 1e3,
            aposelene=question.aposelene_km * 1e3,
            inclination=math.radians(question.inclination_deg),
            mass=question.mass_kg,
            isp=question.isp_s,
            seed=question.seed,
        )
    )
    tell("drawing them", 0.9)
    told = _table(found, "roads", question.lang)
    told.view["paths"] = strict(
        {
            str(row["road"]): lunar_path(road).rows()
            for row, road in zip(found.roads, found.flown, strict=True)
            if road is not None
        }
    )
    return told


def _lunar_orbit(question: q.LunarOrbit, upload: bytes | None, tell: Tell) -> Answer:
    from visviva.analysis.lunar_orbit import LunarOrbitRequest, lunar_orbit

    tell("flying the orbit", 0.1)
    found = lunar_orbit(
        LunarOrbitRequest(
            periselene=question.periselene_km * 1e3,
            aposelene=question.aposelene_km * 1e3,
            inclination=math.radians(question.inclination_deg),
            node=math.radians(question.node_deg),
            argument=math.radians(question.argument_deg),
            date=_start(question.date, "date"),
            days=question.days,
            degree=question.degree,
        )
    )
    return _table(found, "states", question.lang)


def _table(found: Any, rows: str, lang: str) -> Answer:
    """A result that is a table: its JSON, and the headings of its columns."""
    from visviva.report.json_form import strict
    from visviva.web.views import headings

    form: dict[str, Any] = strict(found.to_dict(), lang)
    return Answer(form, {"rows": rows, "columns": headings(form[rows][:1], lang)})


ANSWERS: dict[type[q.Question], Callable[[Any, bytes | None, Tell], Answer]] = {
    q.Assess: _assess,
    q.Report: _report,
    q.Drops: _fallen,
    q.Failure: _fallen,
    q.Read: _read,
    q.Dossier: _dossier,
    q.Passes: _passes,
    q.Images: _images,
    q.Where: _where,
    q.Transfer: _transfer,
    q.LunarOrbit: _lunar_orbit,
}
