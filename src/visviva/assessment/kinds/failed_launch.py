"""A study of a launch that failed: where its pieces came down, beside what was published."""

from collections.abc import Mapping

from visviva.assessment.answer import GroundTrack, Input, Moment
from visviva.assessment.case import resolve as resolve_case
from visviva.assessment.evaluate import Evaluation
from visviva.assessment.kind import Kind
from visviva.assessment.models.announced import announced_inputs, announced_tracks
from visviva.assessment.models.failure_case import FailureCase, failure_case
from visviva.assessment.models.failure_section import FailedLaunchStudy
from visviva.assessment.models.mission_inputs import inputs_of
from visviva.assessment.protocol import Effort
from visviva.assessment.study_values import LoadedStudy
from visviva.core.message import speaker
from visviva.core.place import Place
from visviva.core.time import Epoch
from visviva.data.catalogue import Catalogue
from visviva.data.schema.figure import Figure

TEXTS = {
    "en": {
        "moment.claim": "the claim",
        "moment.liftoff": "lift-off of {vehicle}",
    },
    "fr": {
        "moment.claim": "l’affirmation",
        "moment.liftoff": "décollage de {vehicle}",
    },
    "ko": {
        "moment.claim": "주장",
        "moment.liftoff": "{vehicle} 발사",
    },
}
say = speaker(TEXTS)


def resolve(
    loaded: LoadedStudy[FailedLaunchStudy], catalogue: Catalogue, effort: Effort
) -> FailureCase:
    """The facts that the study names, and the failure that it states."""
    return failure_case(resolve_case(loaded, catalogue, effort), loaded.study.failure)


def inputs(case: FailureCase) -> Mapping[str, Figure]:
    """Figures of the facts."""
    return inputs_of(case.case)


def records(case: FailureCase) -> tuple[Input, ...]:
    """What was published and announced, each with its source."""
    day = case.loaded.study.study.said_on.isoformat()
    published = tuple(
        Input(
            f"failure.published.{k}",
            p.distance_km,
            "km",
            p.distance_km - p.tolerance_km,
            p.distance_km + p.tolerance_km,
            p.source,
            day,
            p.how_known,
            label=p.name,
        )
        for k, p in enumerate(case.section.published)
    )
    announced = announced_inputs("failure.announced", case.section.announced, day)
    return published + announced


def maps(
    case: FailureCase, evaluation: Evaluation
) -> tuple[tuple[GroundTrack, ...], tuple[Place, ...]]:
    """Announced areas (or the circles their centres lie in), and the pad."""
    tracks = announced_tracks(case.section.announced)
    place = case.request.case.launch.place
    return tracks, (Place(place.latitude, place.longitude, name=case.case.site.title),)


def timeline(case: FailureCase, evaluation: Evaluation) -> tuple[Moment, ...]:
    """The launch and the claim."""
    study, launch = case.loaded.study.study, case.loaded.study.launch
    found = [Moment(study.said_on.isoformat(), say("moment.claim"))]
    if launch.date is not None:
        when = Epoch.from_datetime(launch.date).iso(0)
        found.append(Moment(when, say("moment.liftoff", vehicle=case.case.vehicle.names)))
    return tuple(sorted(found, key=lambda moment: moment.when))


KIND = Kind(
    "failed-launch",
    FailedLaunchStudy,
    ("fallen", "failure-stage", "debris-area", "announced-areas", "observed-failures", "open"),
    resolve,
    section="failure",
    texts=TEXTS,
    inputs=inputs,
    records=records,
    maps=maps,
    timeline=timeline,
)
