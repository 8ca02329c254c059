"""A study of a satellite about the Moon: bound on arrival, burns, propellant, how long it lasts."""

from collections.abc import Mapping

from visviva.assessment.answer import Input, Moment
from visviva.assessment.evaluate import Evaluation
from visviva.assessment.kind import Kind
from visviva.assessment.models.lunar_case import MOST_ORBITS, LunarCase, MoonSection, lunar_case
from visviva.assessment.protocol import Effort
from visviva.assessment.study_values import LoadedStudy, StudyFile
from visviva.core.calendar import utc_text
from visviva.core.message import speaker
from visviva.data.catalogue import Catalogue
from visviva.data.schema.figure import Figure

_LABELS = {
    "en": {
        "wet_mass_kg": "Mass at the start",
        "propellant_kg": "Propellant at the start",
        "isp_s": "Specific impulse of the burns",
        "corrections_m_s": "Corrections on the way",
        "arrival_c3_km2_s2": "C3 about the Moon before the first burn",
        "periselene_km": "Orbit {k}: periselene",
        "aposelene_km": "Orbit {k}: aposelene",
        "upkeep_m_s_year": "Orbit {k}: upkeep a year",
        "propellant_left_kg": "Orbit {k}: propellant left, as stated",
    },
    "fr": {
        "wet_mass_kg": "Masse au départ",
        "propellant_kg": "Ergols au départ",
        "isp_s": "Impulsion spécifique des manœuvres",
        "corrections_m_s": "Corrections en route",
        "arrival_c3_km2_s2": "C3 autour de la Lune avant la première manœuvre",
        "periselene_km": "Orbite {k}\u00a0: périsélène",
        "aposelene_km": "Orbite {k}\u00a0: aposélène",
        "upkeep_m_s_year": "Orbite {k}\u00a0: maintien par an",
        "propellant_left_kg": "Orbite {k}\u00a0: ergols restants, tels que dits",
    },
    "ko": {
        "wet_mass_kg": "출발 시 질량",
        "propellant_kg": "출발 시 추진제",
        "isp_s": "분사의 비추력",
        "corrections_m_s": "도중의 궤적 수정",
        "arrival_c3_km2_s2": "첫 분사 전 달에 대한 C3",
        "periselene_km": "궤도 {k}: 근월점",
        "aposelene_km": "궤도 {k}: 원월점",
        "upkeep_m_s_year": "궤도 {k}: 연간 유지 비용",
        "propellant_left_kg": "궤도 {k}: 남은 추진제(발표값)",
    },
}
_WORDS = {
    "en": {
        "progress": "flying the orbits",
        "burn": "burn into {low} × {high} km",
        "moment": "Orbit {k}: moment of its burn",
    },
    "fr": {
        "progress": "calcul des orbites",
        "burn": "manœuvre vers {low} × {high} km",
        "moment": "Orbite {k}\u00a0: instant de sa manœuvre",
    },
    "ko": {
        "progress": "궤도 계산",
        "burn": "{low} × {high} km 궤도로 분사",
        "moment": "궤도 {k}: 분사 시각",
    },
}


def _texts() -> dict[str, dict[str, str]]:
    out = {}
    for lang, labels in _LABELS.items():
        own = dict(_WORDS[lang])
        for name, text in labels.items():
            if "{k}" not in text:
                own[f"input.moon.{name}"] = text
                continue
            for k in range(MOST_ORBITS):
                own[f"input.moon.orbits.{k}.{name}"] = text.format(k=k + 1)
        out[lang] = own
    return out


TEXTS = _texts()
say = speaker(TEXTS)


class LunarStudy(StudyFile):
    """A whole study of a satellite about the Moon."""

    moon: MoonSection


def resolve(loaded: LoadedStudy[LunarStudy], catalogue: Catalogue, effort: Effort) -> LunarCase:
    """The satellite with its orbits."""
    section = loaded.study.moon
    fact = catalogue.satellite(section.satellite)
    return lunar_case(section, fact, place=loaded.origin, trial=effort.quick or effort.trial)


def inputs(case: LunarCase) -> Mapping[str, Figure]:
    """Masses, specific impulse, heights and upkeep."""
    return case.figures


def overridden(case: LunarCase, path: str) -> bool:
    """Whether the study states a mass in place of the fact's."""
    name = path.removeprefix("moon.")
    return name in ("wet_mass_kg", "propellant_kg") and getattr(case.section, name) is not None


def records(case: LunarCase) -> tuple[Input, ...]:
    """Moments of the burns."""
    return tuple(
        Input(
            f"moon.orbits.{k}.at",
            utc_text(row.at),
            "",
            None,
            None,
            row.periselene_km.source,
            row.periselene_km.as_of.isoformat(),
            "read",
            label=say("moment", k=(k + 1, 0)),
        )
        for k, row in enumerate(case.section.orbits)
    )


def timeline(case: LunarCase, evaluation: Evaluation) -> tuple[Moment, ...]:
    """Every burn with the orbit it made."""
    return tuple(
        Moment(
            utc_text(row.at),
            say("burn", low=(row.periselene_km.value, 0), high=(row.aposelene_km.value, 0)),
        )
        for row in case.section.orbits
    )


KIND = Kind(
    "lunar",
    LunarStudy,
    (
        "arrival-bound",
        "insertion-delta-v",
        "final-period",
        "final-speed",
        "propellant-left",
        "alive-until",
    ),
    resolve,
    section="moon",
    texts=TEXTS,
    inputs=inputs,
    overridden=overridden,
    records=records,
    timeline=timeline,
    progress=say("progress"),
)
