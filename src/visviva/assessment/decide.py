"""From the outcomes of the checks that decide to one verdict, one probability, one number.

The probability is the joint share of samples in which every deciding margin holds, times the
chances that checks state themselves. The verdict is the worst of what that probability says and of
the deciding checks' own. The least probable check decides, in its own unit. What a record settles
does not hold the verdict back: its margin and the probability of physics are told all the same.

Limits: chances that checks state themselves are taken as independent.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visviva.assessment.answer import Verdict, verdict_of
from visviva.assessment.protocol import Check, Outcome
from visviva.core.arrays import Array
from visviva.core.message import Message, speaker

#: From the worst to the best.
ORDER: tuple[Verdict, ...] = ("no", "marginal", "unknown", "yes")

TEXTS = {
    "en": {
        "headed": "{verdict}: {text}",
        "yes": "Yes",
        "marginal": "Marginal",
        "no": "No",
        "unknown": "Unknown",
        "nothing": "no check of this study decides.",
    },
    "fr": {
        "headed": "{verdict}\u00a0: {text}",
        "yes": "Oui",
        "marginal": "Limite",
        "no": "Non",
        "unknown": "Indéterminé",
        "nothing": "aucune vérification de cette étude ne tranche.",
    },
    "ko": {
        "headed": "{verdict}: {text}",
        "yes": "가능",
        "marginal": "한계",
        "no": "불가능",
        "unknown": "판단 불가",
        "nothing": "이 연구에는 판정을 내리는 검사가 없다.",
    },
}
say = speaker(TEXTS)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the deciding checks come to.

    Attributes
    ----------
    verdict : {"yes", "marginal", "no", "unknown"}
    probability : float or None
        None where no check has a margin or a chance, or one that decides is unknown and nothing
        else settles it.
    deciding : str
        Id of the check whose margin decides; empty where none decides.
    headline : str
        The verdict's reason in one sentence.
    margin : ndarray of shape (n,), optional
        Of the deciding check, in `margin_unit`.
    """

    verdict: Verdict
    probability: float | None
    deciding: str
    headline: str
    margin: Array | None = None
    margin_unit: str = ""

    @property
    def sentence(self) -> Message:
        """The headline with the verdict before it."""
        return say("headed", verdict=say(self.verdict), text=self.headline)


def decide(asked: Sequence[tuple[str, Outcome, Check]]) -> Decision:
    """Verdict, probability and deciding check of the outcomes that decide.

    Examples
    --------
    >>> texts = {"en": {"summary": "{left} m/s left"}}
    >>> check = Check("fuel", lambda case, drawn, found: None, texts, decides=True)
    >>> left = np.array([5.0, 3.0, -1.0, 2.0])
    >>> found = decide([("fuel", Outcome("marginal", {"left": "few"}, margin=left), check)])
    >>> found.verdict, found.probability, found.deciding, found.sentence
    ('marginal', 0.75, 'fuel', 'Marginal: few m/s left')
    """
    counted = [one for one in asked if one[1].counts and not one[1].settles]
    if not counted:
        return Decision("unknown", None, "", say("nothing"))
    probability = _joint([outcome for _, outcome, _ in counted])
    verdict = _verdict([outcome for _, outcome, _ in counted])
    # A "no" stands whatever is unknown beside it; anything better is no chance of the whole claim.
    if verdict != "no" and any(outcome.verdict == "unknown" for _, outcome, _ in counted):
        probability = None
    records = [(o, c) for _, o, c in asked if o.settles and o.verdict == "yes"]
    if records and verdict != "yes":
        settled = {name for outcome, _ in records for name in outcome.settles}
        left = [one for one in counted if one[0] not in settled]
        better = _verdict([outcome for _, outcome, _ in left]) if left else "yes"
        if ORDER.index(better) > ORDER.index(verdict):
            return _on_record(better, probability, counted, left, records[0])
    measured = [one for one in counted if _chance(one[1]) is not None]
    name, outcome, check = _deciding(measured or counted)
    return Decision(
        verdict,
        probability,
        name,
        _headline(verdict, (outcome, check), [(o, c) for _, o, c in counted]),
        outcome.margin,
        "" if outcome.margin is None else outcome.margin_unit,
    )


def _verdict(outcomes: Sequence[Outcome]) -> Verdict:
    """The worst of the outcomes' own verdicts and of what their joint chance says."""
    own = [outcome.verdict for outcome in outcomes]
    joint = _joint(outcomes)
    if joint is not None:
        own.append(verdict_of(joint))
    return min(own, key=ORDER.index)


def _on_record(
    verdict: Verdict,
    probability: float | None,
    counted: Sequence[tuple[str, Outcome, Check]],
    left: Sequence[tuple[str, Outcome, Check]],
    record: tuple[Outcome, Check],
) -> Decision:
    """The verdict that a record settles, with the margin and probability of physics as they are."""
    measured = [one for one in counted if _chance(one[1]) is not None]
    name, outcome, _ = _deciding(measured or counted)
    told = record
    if verdict != "yes" and left:
        _, worst, check = min(left, key=lambda one: _rank(one[1]))
        told = (worst, check)
    return Decision(
        verdict,
        probability,
        name,
        _headline(verdict, told, [(o, c) for _, o, c in left]),
        outcome.margin,
        "" if outcome.margin is None else outcome.margin_unit,
    )


def _joint(outcomes: Sequence[Outcome]) -> float | None:
    margins = [o.margin for o in outcomes if o.margin is not None and o.probability is None]
    chances = [o.probability for o in outcomes if o.probability is not None]
    if not margins and not chances:
        return None
    share = float(np.mean(np.all([m >= 0.0 for m in margins], axis=0))) if margins else 1.0
    return share * float(np.prod(chances))


def _deciding(asked: Sequence[tuple[str, Outcome, Check]]) -> tuple[str, Outcome, Check]:
    """The least probable; of such as cannot be at all, the one that another of them rests on.

    A ship too heavy for its launcher is that, and no matter of the turn that comes after.
    """
    least = min(_rank(outcome) for _, outcome, _ in asked)
    equal = [one for one in asked if _rank(one[1]) == least]
    for one in equal if equal[0][1].verdict == "no" else []:
        if any(one[2].id in other.after for _, _, other in equal):
            return one
    return equal[0]


def _chance(outcome: Outcome) -> float | None:
    if outcome.probability is not None:
        return outcome.probability
    return None if outcome.margin is None else float(np.mean(outcome.margin >= 0.0))


def _rank(outcome: Outcome) -> tuple[float, int]:
    chance = _chance(outcome)
    return (2.0 if chance is None else chance, ORDER.index(outcome.verdict))


def _headline(
    verdict: Verdict, deciding: tuple[Outcome, Check], counted: Sequence[tuple[Outcome, Check]]
) -> str:
    """The sentence of the deciding check, or of the one that makes the verdict what it is."""
    outcome, check = deciding
    if outcome.verdict == verdict and "sentence" in check.texts["en"] and not outcome.summary:
        return Message(check.texts, "sentence", outcome.arguments)
    if outcome.verdict != verdict:
        agreeing = [(o, c) for o, c in counted if o.verdict == verdict and o is not outcome]
        outcome, check = agreeing[0] if agreeing else (outcome, check)
    if outcome.summary:
        return outcome.summary
    key = f"summary.{outcome.variant}" if outcome.variant else "summary"
    return Message(check.texts, key, outcome.arguments)
