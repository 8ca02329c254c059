"""A study of a warning: the corridor that it tells of, and its window against the flight."""

from visviva.assessment.answer import GroundTrack, Input, Moment
from visviva.assessment.evaluate import Evaluation
from visviva.assessment.kind import Kind
from visviva.assessment.models.announced import announced_inputs, announced_tracks
from visviva.assessment.models.notice_case import NoticeCase, NoticeStudy
from visviva.assessment.protocol import Effort
from visviva.assessment.study_values import LoadedStudy
from visviva.core.calendar import utc_text
from visviva.core.message import speaker
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.data.catalogue import Catalogue
from visviva.errors import StudyError

TEXTS = {
    "en": {
        "moment.opens": "the window opens",
        "moment.closes": "the window closes",
        "moment.flown": "lift-off",
    },
    "fr": {
        "moment.opens": "la fenêtre s’ouvre",
        "moment.closes": "la fenêtre se ferme",
        "moment.flown": "décollage",
    },
    "ko": {
        "moment.opens": "기간 시작",
        "moment.closes": "기간 끝",
        "moment.flown": "발사",
    },
}
say = speaker(TEXTS)


def resolve(loaded: LoadedStudy[NoticeStudy], catalogue: Catalogue, effort: Effort) -> NoticeCase:
    """The site that the study names.

    Raises
    ------
    StudyError
        If a window ends before it starts, or nothing was announced.
    """
    section = loaded.study.notice
    if not section.windows and section.announced_from is None:
        raise StudyError(
            "the study announces no window", advice="give [[notice.windows]]", place=loaded.origin
        )
    for k, window in enumerate(section.windows):
        if window.end <= window.start:
            raise StudyError(
                "a window that ends before it starts",
                advice="swap start and end",
                place=loaded.place_of("notice", "windows", k, "end"),
            )
    return NoticeCase(loaded, section, catalogue.site(section.site))


def records(case: NoticeCase) -> tuple[Input, ...]:
    """Windows and areas, each with its source."""
    day = case.loaded.study.study.said_on.isoformat()
    windows = tuple(
        Input(
            f"notice.windows.{k}",
            f"{utc_text(w.start)} – {utc_text(w.end)}",
            "",
            None,
            None,
            w.source,
            day,
            "read",
            label=str(k + 1),
        )
        for k, w in enumerate(case.section.windows)
    )
    areas = announced_inputs("notice.areas", case.section.areas, day)
    return windows + areas


def maps(
    case: NoticeCase, evaluation: Evaluation
) -> tuple[tuple[GroundTrack, ...], tuple[Place, ...]]:
    """Announced areas and the site."""
    tracks = announced_tracks(case.section.areas)
    latitude, longitude, _ = case.site.location()
    return tracks, (Place(latitude, longitude, name=case.site.title),)


def timeline(case: NoticeCase, evaluation: Evaluation) -> tuple[Moment, ...]:
    """Windows and lift-off."""
    moments = [Moment(Epoch.from_datetime(case.section.flown_at).iso(0), say("moment.flown"))]
    for window in case.section.windows:
        moments.append(Moment(Epoch.from_datetime(window.start).iso(0), say("moment.opens")))
        moments.append(Moment(Epoch.from_datetime(window.end).iso(0), say("moment.closes")))
    return tuple(sorted(moments, key=lambda moment: moment.when))


KIND = Kind(
    "notice",
    NoticeStudy,
    ("notice-window", "announced-days", "notice-corridor", "areas-held", "open"),
    resolve,
    section="notice",
    texts=TEXTS,
    records=records,
    maps=maps,
    timeline=timeline,
)
