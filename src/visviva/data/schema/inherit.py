"""Source, date and spread that a table hands down to its rows."""

from collections.abc import Mapping
from typing import Any

#: Handed down from a table to the tables and figures inside it.
INHERITED = ("source", "as_of", "how_known", "spread")


#: Tables whose keys are not field names.
FREE_KEYS = ("names", "aliases", "figures_of_note")


def hand_down(raw: Any, inherited: Mapping[str, Any] | None = None) -> Any:
    """`raw` TOML with lists as tuples and every inner table given the source its outer table names.

    >>> hand_down({"source": "a book", "mass_kg": {"value": 1.0}})["mass_kg"]["source"]
    'a book'
    """
    inherited = inherited or {}
    if isinstance(raw, list):
        return tuple(hand_down(entry, inherited) for entry in raw)
    if not isinstance(raw, dict):
        return raw
    figure = "value" in raw or "low" in raw
    own_spread = bool({"low", "high", "spread"} & raw.keys()) or raw.get("kind") == "exact"
    passed = {
        name: value
        for name, value in inherited.items()
        if name not in raw and not (name == "spread" and (own_spread or not figure))
    }
    here = {**inherited, **{name: raw[name] for name in INHERITED if name in raw}}
    out = {name: value if figure else _inner(name, value, here) for name, value in raw.items()}
    return {**passed, **out}


def _inner(name: str, value: Any, inherited: Mapping[str, Any]) -> Any:
    """A field of a table; tables whose keys are free.

    Languages, names of figures are not sections themselves.
    """
    if name in FREE_KEYS and isinstance(value, dict):
        return {key: hand_down(entry, inherited) for key, entry in value.items()}
    return hand_down(value, inherited)
