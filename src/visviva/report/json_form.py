"""The JSON form of an assessment: the contract of `visviva assess --json`."""

import math
from collections.abc import Mapping
from typing import Any

from visviva.assessment.answer import Assessment, Change, Finding, Input
from visviva.core.message import Message, localize
from visviva.core.uncertain import Interval
from visviva.report.messages import Catalogue, catalogue

SCHEMA = "visviva.assessment/1"


def strict(value: Any, lang: str = "en") -> Any:
    """Value as strict JSON holds it.

    Numbers that are not finite become null, arrays lists, the rest text.

    Examples
    --------
    >>> strict({"a": float("nan"), "b": (1, 2.5), "c": None})
    {'a': None, 'b': [1, 2.5], 'c': None}
    """
    if isinstance(value, Message):
        return value.localize(lang)
    if hasattr(value, "tolist"):
        value = value.tolist()
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {_key(key, lang): strict(item, lang) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [strict(item, lang) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _key(key: Any, lang: str) -> str:
    return localize(key, lang) if isinstance(key, str) else str(key)


def _ends(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "question": finding.question,
        "verdict": finding.verdict,
        "value": finding.value,
        "unit": finding.unit,
        "interval_90": _ends(finding.interval_90),
        "limit": finding.limit,
        "limit_kind": finding.limit_kind or None,
        "summary": finding.summary,
        "method": finding.method,
        "sources": finding.sources,
        "physical": finding.physical,
        "detail": finding.detail,
    }


def _input(item: Input, t: Catalogue) -> dict[str, Any]:
    return {
        "path": item.path,
        "label": item.label or t.path(item.path),
        "value": item.value,
        "unit": item.unit,
        "low": item.low,
        "high": item.high,
        "source": item.source,
        "as_of": item.as_of,
        "how_known": item.how_known,
        "overridden": item.overridden,
        "variance_share": item.variance_share,
    }


def _change(change: Change, t: Catalogue) -> dict[str, Any]:
    return {
        "path": change.path,
        "label": change.label or t.path(change.path),
        "value": change.value,
        "verdict": change.verdict,
        "probability": change.probability,
        "summary": change.summary,
    }


def assessment_to_json(assessment: Assessment, lang: str = "en") -> dict[str, Any]:
    """Assessment as a dictionary of strict JSON values.

    Parameters
    ----------
    assessment : Assessment
    lang : {"en", "fr", "ko"}
        Language of the sentences; keys and codes stay as they are.

    Returns
    -------
    dict
        ``schema``, ``verdict``, ``probability``, ``findings``, ``inputs``, ``changes``,
        ``reproduce`` and more. Samples, tracks and places stay out: they are for pictures.

    Examples
    --------
    >>> a = Assessment("demo", "Pigs fly", "a friend", "2026", "no", 0.0, "They do not.", "", (),
    ...     (), (), "", 1, 0)
    >>> assessment_to_json(a)["verdict"]
    'no'
    """
    t = catalogue(lang)
    form: dict[str, Any] = strict(
        {
            "schema": SCHEMA,
            "name": assessment.name,
            "claim": assessment.claim,
            "said_by": assessment.said_by,
            "said_on": assessment.said_on,
            "verdict": assessment.verdict,
            "probability": assessment.probability,
            "sentence": assessment.sentence,
            "deciding": assessment.deciding,
            "margin": assessment.margin,
            "margin_unit": assessment.margin_unit,
            "margin_interval_90": _ends(assessment.margin_interval_90),
            "findings": [_finding(f) for f in assessment.findings],
            "inputs": [_input(i, t) for i in assessment.inputs],
            "changes": [_change(c, t) for c in assessment.changes],
            "timeline": [{"when": m.when, "label": m.label} for m in assessment.timeline],
            "notes": assessment.notes,
            "warnings": assessment.warnings,
            "data_dates": assessment.data_dates,
            "seed": assessment.seed,
            "samples": assessment.samples,
            "reproduce": assessment.reproduce,
            "language": lang,
        },
        lang,
    )
    return form
