"""A look at an object of the store, and what is new against the look before.

Limits: burns are looked for in the last `HISTORY_DAYS` before the newest set; where there are too
few sets for burns or a decay, that part is unknown and its reason kept. A burn is the same as one
known before where their times agree within both intervals.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from visviva.analysis.data_store import stored_elements
from visviva.analysis.decay import DecayRequest, forecast
from visviva.analysis.maneuvers import ManeuversRequest, find_burns
from visviva.core.time import DAY_S, Epoch
from visviva.errors import VisvivaError
from visviva.orbit.gp import ElementSet

#: How far back burns are looked for, days before the newest set.
HISTORY_DAYS: Final = 60.0
#: Age of the newest set from which an object's sets are stale, days.
STALE_DAYS: Final = 7.0
#: Mean motion from which a decay is forecast, revolutions a day: below some 1,000 km.
DECAYING_MOTION: Final = 13.5

Change = dict[str, Any]


def look_at(subject: str, now: Epoch, root: Any = None) -> dict[str, Any]:
    """What the store tells of an object: newest set, burns, decay, as plain values.

    Raises
    ------
    DataMissingError
        If the store has no set of it, or the name fits several objects.
    """
    held = stored_elements(subject, root=root)
    newest = max(held.elements, key=lambda e: e.epoch_utc)
    recent = tuple(
        e
        for e in held.elements
        if e.catalog_number == newest.catalog_number
        and float(newest.epoch - e.epoch) <= HISTORY_DAYS * DAY_S
    )
    age = float(now - newest.epoch) / DAY_S
    look: dict[str, Any] = {
        "catalog_number": newest.catalog_number,
        "newest_utc": newest.epoch.iso(0),
        "age_days": round(age, 2),
        "stale": age > STALE_DAYS,
        "sets": len(recent),
    }
    return look | _burns(recent) | _decay(recent, newest)


def _burns(recent: Sequence[ElementSet]) -> dict[str, Any]:
    try:
        found = find_burns(ManeuversRequest(tuple(recent), name="the store"))
    except VisvivaError as err:
        return {"burns": None, "burns_unknown": err.message}
    keys = ("time_utc", "interval_90_utc", "delta_v_m_s", "confidence")
    return {"burns": [{k: row[k] for k in keys} for row in found.rows()]}


def _decay(recent: Sequence[ElementSet], newest: ElementSet) -> dict[str, Any]:
    if newest.mean_motion_rev_day < DECAYING_MOTION:
        return {"decay_utc": None, "decay_interval_utc": None, "down": False}
    try:
        found = forecast(DecayRequest(tuple(recent), name="the store")).head()
    except VisvivaError as err:
        return {"decay_utc": None, "decay_interval_utc": None, "decay_unknown": err.message}
    return {
        "decay_utc": found["decay_utc"],
        "decay_interval_utc": list(found["interval_90_utc"]),
        "down": bool(found["already_down"]),
    }


def changes_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What is new: burns, a decay outside the interval of before, sets gone stale or fresh again.

    Examples
    --------
    >>> old = {"burns": [], "decay_interval_utc": None, "stale": False, "newest_utc": "2024-01-01"}
    >>> [c["what"] for c in changes_of(old, {**old, "stale": True})]
    ['stale']
    """
    found = [
        _change("burn", None, f"{burn['delta_v_m_s']} m/s", burn["time_utc"])
        for burn in after.get("burns") or []
        if before.get("burns") is not None and not _known(burn, before["burns"])
    ]
    then, now = before.get("decay_interval_utc"), after.get("decay_utc")
    if then and now and not (then[0] or now) <= now <= (then[1] or now):
        found.append(_change("decay", before.get("decay_utc"), now, after["newest_utc"]))
    if after.get("down") and not before.get("down"):
        found.append(_change("down", None, "down", after["newest_utc"]))
    if bool(after["stale"]) != bool(before["stale"]):
        what = "stale" if after["stale"] else "fresh"
        found.append(_change(what, before["newest_utc"], after["newest_utc"], after["newest_utc"]))
    return found


def _known(burn: Mapping[str, Any], burns: Sequence[Mapping[str, Any]]) -> bool:
    low, high = burn["interval_90_utc"]
    return any(b["interval_90_utc"][0] <= high and low <= b["interval_90_utc"][1] for b in burns)


def _change(what: str, before: Any, after: Any, utc: str) -> Change:
    return {"what": what, "before": before, "after": after, "utc": utc}
