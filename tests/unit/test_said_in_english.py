"""What a finding says in English and what its message says are the same sentence.

So that translations stay true.
"""

import pytest

from visviva.assessment.run import assess
from visviva.assessment.study import load_any, study_names
from visviva.report.messages import catalogue
from visviva.report.phrases import Words


def plain(text: str) -> str:
    return " ".join(text.replace("−", "-").split())


@pytest.mark.parametrize("name", study_names())
def test_english_messages_say_what_the_findings_say(name: str) -> None:
    answer = assess(load_any(name), samples=500, explore=True, ascent=False)
    english = Words(catalogue("en"), answer.samples)
    for finding in answer.findings:
        if finding.said is None or finding.value == 0.0:
            continue  # a zero is told in fewer words in English
        filled = english.t(
            finding.said.key, **{k: english._word(w) for k, w in finding.said.words.items()}
        )
        assert plain(filled) == plain(finding.summary)
    for change in answer.changes:
        assert change.said is not None
        filled = english.t(
            change.said.key, **{k: english._word(w) for k, w in change.said.words.items()}
        )
        assert plain(filled) == plain(change.summary)


@pytest.mark.parametrize("lang", ["fr", "ko"])
@pytest.mark.parametrize("name", study_names())
def test_every_sentence_of_a_shipped_study_has_a_translation(name: str, lang: str) -> None:
    answer = assess(load_any(name), samples=200, explore=False, ascent=False)
    words = Words(catalogue(lang), answer.samples)
    for finding in answer.findings:
        if finding.physical:
            assert finding.said is not None
            assert words.told(finding.said, finding.summary) != finding.summary
    assert words.told(answer.said, answer.sentence) != answer.sentence
