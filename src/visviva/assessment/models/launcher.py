"""The one place that decides how the payload of a case is computed."""

from visviva.assessment.case import Case
from visviva.assessment.models.payload import LauncherPerformance
from visviva.assessment.sampling import SampledInputs


def launcher_performance(case: Case, drawn: SampledInputs) -> LauncherPerformance:
    """The launcher of a case: by optimal ascent, or by velocity budget in a quick answer."""
    if case.effort.quick:
        from visviva.assessment.models.payload_budget import budget_performance

        return budget_performance(case, drawn)
    from visviva.assessment.models.payload_flown import flown_performance

    return flown_performance(case, drawn)
