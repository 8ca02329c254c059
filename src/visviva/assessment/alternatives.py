"""What would change the verdict: single settings of the study, tried one at a time."""

from collections.abc import Callable, Sequence
from typing import Any

from visviva.assessment.answer import Change
from visviva.assessment.evaluate import Evaluation, evaluate
from visviva.assessment.kind import Kind
from visviva.assessment.protocol import Check, Effort
from visviva.assessment.sampling import sample_inputs
from visviva.assessment.study import with_settings
from visviva.assessment.study_values import LoadedStudy
from visviva.data.catalogue import Catalogue
from visviva.errors import VisvivaError

#: Samples of each trial; enough to tell yes from no.
TRIAL_SAMPLES = 1000
_RANK = {"yes": 0, "marginal": 1, "unknown": 2, "no": 3}


def try_alternatives(
    kind: Kind,
    checks: Sequence[Check],
    loaded: LoadedStudy[Any],
    case: Any,
    flown: Evaluation,
    *,
    catalogue: Catalogue,
    seed: int,
    progress: Callable[[float], None],
) -> tuple[Change, ...]:
    """Every single change that the kind names, tried, the most helpful first.

    A change that makes no study at all is no answer to "what would change it", and is left out.
    """
    tries = list(kind.alternatives(case, catalogue))
    if not tries:
        return ()
    case_of = _cases(kind, loaded, case, flown, catalogue, seed)
    found = []
    for k, (path, value) in enumerate(tries):
        progress(k / len(tries))
        try:
            other = case_of(path, value)
            drawn = sample_inputs(kind.inputs(other), seed, TRIAL_SAMPLES)
            result = evaluate(checks, other, drawn)
        except VisvivaError:
            continue
        decision = result.decision
        summary = (
            decision.headline if kind.change_summary is None else kind.change_summary(other, result)
        )
        found.append(
            Change(path, value, decision.verdict, decision.probability, summary, TRIAL_SAMPLES)
        )
    return tuple(
        sorted(found, key=lambda c: (_RANK[c.verdict], -(c.probability or 0.0), c.path, c.value))
    )


def _cases(
    kind: Kind,
    loaded: LoadedStudy[Any],
    case: Any,
    flown: Evaluation,
    catalogue: Catalogue,
    seed: int,
) -> Callable[[str, str], Any]:
    if kind.trials is not None:
        return kind.trials(case, flown, seed)
    effort = Effort(quick=True, trial=True)
    return lambda path, value: kind.resolve(
        with_settings(loaded, f"{path}={value}"), catalogue, effort
    )
