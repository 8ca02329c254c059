"""A study of a satellite that photographs: claimed seconds, how often it looks, how sharply."""

from collections.abc import Mapping

from visviva.assessment.answer import GroundTrack, Input, Moment
from visviva.assessment.evaluate import Evaluation
from visviva.assessment.kind import Kind
from visviva.assessment.models.imaging_case import ImagingCase, ImagingSection, imaging_case
from visviva.assessment.models.imaging_map import imaging_map, imaging_moments
from visviva.assessment.protocol import Effort
from visviva.assessment.study_values import LoadedStudy, StudyFile
from visviva.core.calendar import utc_text
from visviva.core.place import Place
from visviva.data.catalogue import Catalogue
from visviva.data.schema.figure import Figure

TEXTS = {
    "en": {
        "input.imaging.aperture_m": "Clear aperture of the camera",
        "input.imaging.samples_per_width": "Samples per width of the diffraction disc",
    },
    "fr": {
        "input.imaging.aperture_m": "Ouverture utile de la caméra",
        "input.imaging.samples_per_width": "Échantillons par largeur de la tache de diffraction",
    },
    "ko": {
        "input.imaging.aperture_m": "카메라의 유효 구경",
        "input.imaging.samples_per_width": "회절 무늬 폭당 표본 수",
    },
}


class ImagingStudy(StudyFile):
    """A whole study of a satellite's pictures."""

    imaging: ImagingSection


def resolve(loaded: LoadedStudy[ImagingStudy], catalogue: Catalogue, effort: Effort) -> ImagingCase:
    """The satellite with its element sets, and what is claimed."""
    section = loaded.study.imaging
    return imaging_case(section, catalogue.satellite(section.satellite), loaded.origin)


def inputs(case: ImagingCase) -> Mapping[str, Figure]:
    """What bounds the camera, where its sharpness is in question."""
    wanted = case.section.resolution
    if wanted is None:
        return {}
    return {
        "imaging.aperture_m": wanted.aperture_m,
        "imaging.samples_per_width": wanted.samples_per_width,
    }


def records(case: ImagingCase) -> tuple[Input, ...]:
    """Claimed seconds and element sets as inputs, each with its source."""
    claimed = tuple(
        Input(
            f"imaging.photographs.{k}",
            f"{p.place}, {utc_text(p.at)}",
            "",
            None,
            None,
            p.source,
            case.said_on,
            "read",
        )
        for k, p in enumerate(case.section.photographs)
    )
    sets = tuple(
        Input(
            f"history.{k}",
            utc_text(row.epoch_utc),
            "",
            None,
            None,
            row.source,
            row.as_of.isoformat(),
            "read",
        )
        for k, row in enumerate(case.fact.element_sets)
    )
    return claimed + sets


def maps(
    case: ImagingCase, evaluation: Evaluation
) -> tuple[tuple[GroundTrack, ...], tuple[Place, ...]]:
    """Paths, the ground within reach, the places in question and where the Sun stands."""
    return imaging_map(case)


def timeline(case: ImagingCase, evaluation: Evaluation) -> tuple[Moment, ...]:
    """The claimed seconds."""
    return imaging_moments(case)


KIND = Kind(
    "imaging",
    ImagingStudy,
    ("claimed-seconds", "revisit", "resolution"),
    resolve,
    section="imaging",
    texts=TEXTS,
    inputs=inputs,
    records=records,
    maps=maps,
    timeline=timeline,
)
