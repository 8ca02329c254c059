"""Would the areas of a warning hold what falls from a planned flight?

Limits: those of `announced_areas`; the planned flight is that of another study, which the notice
names, and its corridor may come from the same areas.
"""

from dataclasses import replace

from visviva.assessment.checks.announced_areas import TEXTS, against_area
from visviva.assessment.models.fallen_tracks import fallen_tracks
from visviva.assessment.models.notice_case import NoticeCase
from visviva.assessment.protocol import Check, Found, Outcome
from visviva.assessment.sampling import SampledInputs

#: Falls for each kind of piece.
SAMPLES = 2000


def answer(case: NoticeCase, drawn: SampledInputs, found: Found) -> tuple[Outcome, ...]:
    """One outcome for each area of the notice that names its piece."""
    if case.section.drops_of is None:
        return ()
    from visviva.assessment.study_fallen import StudyFallenRequest, study_fallen

    fallen = study_fallen(StudyFallenRequest(case.section.drops_of, failed=False, samples=SAMPLES))
    outcomes = [against_area(area, fallen) for area in case.section.areas]
    if outcomes:  # the map shows the areas of what falls once, beside the announced ones
        outcomes[0] = replace(outcomes[0], tracks=fallen_tracks(fallen))
    return tuple(outcomes)


CHECK = Check("areas-held", answer, TEXTS)
