"""Burns found, sized and trusted, against logs of manoeuvres: a part of `track_validation`."""

from dataclasses import fields, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.track_logs import DATA, truth
from visviva.errors import VisvivaError
from visviva.orbit.gp import read_elements
from visviva.track.history import History, history_of
from visviva.track.maneuvers.chains import ChainSettings
from visviva.track.maneuvers.detect import find_maneuvers
from visviva.track.maneuvers.maneuver import Maneuver
from visviva.track.maneuvers.steps import Settings

Floats = NDArray[np.float64]
GRID = [
    replace(Settings(), windows=windows, least=least)
    for windows in (((3, 1), (5, 1), (8, 2)), ((3, 1), (4, 1), (8, 2)), ((3, 1), (6, 2), (10, 2)))
    for least in (3.5, 4.0, 4.5)
]
#: One figure of the joint fits and of the planes at a time.
GRID += [
    replace(Settings(), chain=replace(ChainSettings(), **{name: value}))
    for name, values in {
        "large": (8.0, 16.0),
        "both_ways": (6.0, 12.0, 1e9),
        "gain": (25.0, 50.0),
        "shadow": (0.02, 0.08),
    }.items()
    for value in values
]
GRID += [replace(Settings(), plane_least=value) for value in (6.0, 10.0)]
GRID += [replace(Settings(), clearly=value) for value in (10.0, 40.0, 1e9)]
GRID += [replace(Settings(), shoulder=value) for value in (0.35, 0.7)]


def scored(
    name: str, events: list[truth.Event], found: tuple[Maneuver, ...], least: float = 0.0
) -> truth.Score:
    """Score of one satellite; with `least`, of events and alarms of that size (m/s) and more."""
    whole = truth.score(
        [truth.mjd(m.time) for m in found], events, 1.5 if name == truth.GEO else 1.0
    )
    if not least:
        return whole
    hit = tuple(h for h, e in zip(whole.hit, events, strict=True) if e.size >= least)
    size = {truth.mjd(m.time): m.size for m in found}
    alarms = tuple(t for t in whole.alarms if size[min(size, key=lambda s: abs(s - t))] >= least)
    return truth.Score(sum(hit), len(alarms), len(hit) - sum(hit), hit, alarms)


def total(scores: list[truth.Score]) -> truth.Score:
    return truth.Score(
        sum(s.found for s in scores),
        sum(s.false for s in scores),
        sum(s.missed for s in scores),
        (),
        (),
    )


def detection(events: dict[str, list[truth.Event]], burns: dict[str, tuple[Maneuver, ...]]) -> None:
    print("### Burns found\n\n| satellite | found | false | missed | recall | precision | F1 |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    low = {name: scored(name, events[name], burns[name]) for name in truth.LOW}
    big = total([scored(name, events[name], burns[name], 0.02) for name in truth.LOW])
    rows = {
        **low,
        "low orbits (asked: F1 0.85)": total(list(low.values())),
        "low orbits, 2 cm/s and more (asked: recall 0.95)": big,
        "Fengyun-2F (asked: recall 0.90, precision 0.70)": scored(
            truth.GEO, events[truth.GEO], burns[truth.GEO]
        ),
    }
    for name, s in rows.items():
        print(
            f"| {name} | {s.found} | {s.false} | {s.missed} | {s.recall:.2f} | {s.precision:.2f} "
            f"| {s.f1:.3f} |"
        )


def held_out(histories: dict[str, History], events: dict[str, list[truth.Event]]) -> None:
    """Each satellite with the setting that is best for the other three."""
    found = {
        name: [find_maneuvers(histories[name], settings=s) for s in GRID] for name in truth.LOW
    }
    table = {name: [scored(name, events[name], f) for f in found[name]] for name in truth.LOW}
    print("\n### Left out one satellite at a time (settings chosen on the others)\n")
    print("| left out | settings | recall | precision | F1 | of 2 cm/s and more |")
    print("| --- | --- | --- | --- | --- | --- |")
    held, large = [], []
    for name in truth.LOW:
        others = [total([table[n][k] for n in truth.LOW if n != name]).f1 for k in range(len(GRID))]
        k = int(np.argmax(others))
        s, big = table[name][k], scored(name, events[name], found[name][k], 0.02)
        held.append(s)
        large.append(big)
        print(
            f"| {name} | {_changed(GRID[k])} | {s.recall:.2f} | {s.precision:.2f} | {s.f1:.3f} | "
            f"{big.found} of {big.found + big.missed} |"
        )
    s, big = total(held), total(large)
    print(
        f"| all four, each as left out | | {s.recall:.2f} | {s.precision:.2f} | {s.f1:.3f} | "
        f"{big.found} of {big.found + big.missed} |"
    )
    print(f"\nMean of the four: {np.mean([h.f1 for h in held]):.3f} (asked: 0.85).")


def _changed(settings: Settings) -> str:
    """What differs from the defaults."""
    out = []
    for mine, usual in ((settings, Settings()), (settings.chain, ChainSettings())):
        for f in fields(mine):
            value = getattr(mine, f.name)
            if value != getattr(usual, f.name) and f.name != "chain":
                out.append(f"{f.name} {value}")
    return ", ".join(out) or "the defaults"


def sizing(events: dict[str, list[truth.Event]], burns: dict[str, tuple[Maneuver, ...]]) -> None:
    print("\n### When and how much (events of one burn, found within 24 h)\n")
    print(
        "| size | events | median time error, min | nearest candidate, min | median error of size "
        "| time in 90 % "
        "interval | size in 90 % interval |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    rows = []
    for name in truth.LOW:
        for e in events[name]:
            m = min(
                burns[name],
                key=lambda m: abs(truth.mjd(m.time) - e.centre) if e.size > 0.0 else np.inf,
            )
            if len(e.burns) != 1 or not e.size > 0.001 or abs(truth.mjd(m.time) - e.centre) > 1.0:
                continue
            low, high = m.size_interval
            nearest = min(abs(truth.mjd(t) - e.centre) for t, _ in m.candidates)
            inside = truth.mjd(m.earliest) <= e.centre + 1e-3 and e.centre - 1e-3 <= truth.mjd(
                m.latest
            )
            error = abs(truth.mjd(m.time) - e.centre) * 1440.0
            rows.append(
                (
                    e.size,
                    error,
                    nearest * 1440.0,
                    abs(m.size / e.size - 1.0),
                    inside,
                    low <= e.size <= high,
                )
            )
    table = np.array(rows, dtype=float)
    labels = (
        (0.3, 1e9, "0.3 m/s and more (asked: 3 min, 10 %)"),
        (0.03, 0.3, "3 to 30 cm/s (asked: one revolution, 30 %)"),
        (0.01, 0.03, "1 to 3 cm/s"),
        (0.001, 0.01, "0.1 to 1 cm/s"),
        (0.001, 1e9, "all (asked: 85 to 95 % inside)"),
    )
    for low, high, label in labels:
        part = table[(table[:, 0] >= low) & (table[:, 0] < high)]
        middle, share = np.median(part, axis=0), part.mean(axis=0)
        print(
            f"| {label} | {len(part)} | {middle[1]:.1f} | {middle[2]:.1f} | {100 * middle[3]:.1f} "
            "% | "
            f"{100 * share[4]:.0f} % | {100 * share[5]:.0f} % |"
        )


def confidence(
    events: dict[str, list[truth.Event]], burns: dict[str, tuple[Maneuver, ...]]
) -> None:
    print("\n### Confidence, as stated and as it came true (low orbits)\n")
    print("| stated | burns | came true |\n| --- | --- | --- |")
    stated, true = [], []
    for name in truth.LOW:
        alarms = scored(name, events[name], burns[name]).alarms
        for m in burns[name]:
            stated.append(m.confidence)
            true.append(all(abs(truth.mjd(m.time) - a) > 0.5 for a in alarms))
    stated_a, true_a = np.array(stated), np.array(true)
    for low, high in ((0.0, 0.85), (0.85, 0.95), (0.95, 0.99), (0.99, 1.01)):
        use = (stated_a >= low) & (stated_a < high)
        if use.any():
            print(f"| {stated_a[use].mean():.2f} | {use.sum()} | {true_a[use].mean():.2f} |")


#: Objects of the decay set that were steered: their burns are no false alarms (names in the
#: catalogue say payloads).
STEERED = {41386: "Resurs-P 3", 58554: "a payload", 40925: "Pujiang 1"}


def debris() -> None:
    elements = read_elements(DATA / "decay" / "decay-elements.3le.gz").elements
    years, alarms = 0.0, 0
    for number in sorted({e.catalog_number for e in elements}):
        try:
            h = history_of(elements, number)
        except VisvivaError:
            continue
        if number not in STEERED:
            years += h.days[-1] / 365.25
            alarms += len(find_maneuvers(h))
    print(
        f"\n### Debris\n\n{alarms} false alarms in {years:.0f} object-years of sparse sets: "
        f"{20 * alarms / years:.2f} in 20 (asked: at most 1)."
    )
