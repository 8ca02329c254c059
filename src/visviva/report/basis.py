"""What a page's probability is of."""

from visviva.assessment.answer import Assessment, verdict_of
from visviva.core.numerals import number
from visviva.report.messages import Catalogue


def basis(assessment: Assessment, t: Catalogue) -> str:
    """Samples and seed of a probability; of physics alone, where the record settles the verdict."""
    chance = assessment.probability
    settled = chance is not None and verdict_of(chance) != assessment.verdict == "yes"
    recorded = any(f.id == "on-record" and f.verdict == "yes" for f in assessment.findings)
    key = "probability.basis.physics" if settled and recorded else "probability.basis"
    return t(key, samples=number(assessment.samples, t.lang), seed=assessment.seed)
