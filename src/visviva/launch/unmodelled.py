"""The unmodelled delta-v of a launcher, from published payloads: its own, its kin's, or others'.

Reserves, residuals, steering and drop zones are left out of published stage figures; by how much
is read off payloads (`visviva.launch.calibration`). A vehicle's own rows are preferred, then its
family's, then the spread over all families, each with the scatter met there.

Limits: levels of others are medians, and scatters are those that hold nine deviations of ten: one
launcher whose stage figures are wrong moves no other's answer. Families are those of the facts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erfc, exp, pi, sqrt

import numpy as np

from visviva.core.uncertain import Z95
from visviva.errors import InputError
from visviva.launch.calibration import Calibration
from visviva.launch.calibration_basis import say
from visviva.launch.reasons import why
from visviva.launch.vehicle import Vehicle

#: Least scatter (standard deviation, m/s) granted at each level, however well few rows agree:
#: between orbits of one vehicle, between vehicles of one family, between families. A payload table
#: rounds to a per cent or two, which is 20 to 40 m/s; launchers of one design bureau differ by
#: their upper stages; design bureaus by everything.
LEAST_ORBIT, LEAST_VEHICLE, LEAST_FAMILY = 35.0, 70.0, 150.0


@dataclass(frozen=True, slots=True)
class UnmodelledDeltaV:
    """The velocity to take off: `mean` and standard deviation `sigma`, m/s; `basis` in words.

    Rows `used`.
    """

    mean: float
    sigma: float
    basis: str
    used: tuple[Calibration, ...]

    @property
    def half_width(self) -> float:
        """Half of its 90 % interval, m/s."""
        return Z95 * self.sigma


def unmodelled_delta_v_of(
    vehicle: Vehicle, calibrations: Sequence[Calibration]
) -> UnmodelledDeltaV:
    """Unmodelled delta-v of `vehicle` from published payloads.

    Its own, its family's, or the spread over families.

    Raises
    ------
    InputError
        If there is no calibration at all.
    """
    if not calibrations:
        raise InputError(why("no-rows"), advice="give calibrations")
    families: dict[str, dict[str, list[Calibration]]] = {}
    for c in calibrations:
        families.setdefault(c.family, {}).setdefault(c.vehicle, []).append(c)
    scatter = _scatter(families)
    own = families.get(vehicle.family, {}).get(vehicle.name)
    if own and any(not c.flown for c in own):
        sigma = scatter[0] * np.sqrt(1.0 + 1.0 / len(own))
        return UnmodelledDeltaV(
            _level(own), float(sigma), say("own", count=_count(len(own))), tuple(own)
        )
    prior = _prior(vehicle, families, scatter)
    if not own:
        return prior
    # Flights alone tell what was lifted, not what could be: they cap the velocity that can be
    # missing.
    cap = _level(own)
    mean, sigma = _capped(prior.mean, prior.sigma, cap)
    return UnmodelledDeltaV(
        mean,
        sigma,
        say("capped", basis=prior.basis, cap=(cap, 0)),
        prior.used,
    )


def _prior(
    vehicle: Vehicle,
    families: Mapping[str, Mapping[str, Sequence[Calibration]]],
    scatter: tuple[float, float, float],
) -> UnmodelledDeltaV:
    """What is known of a vehicle from others: of its family, or of all families."""
    within, between, across = scatter
    kin = {v: rows for v, rows in families.get(vehicle.family, {}).items() if v != vehicle.name}
    kin = {v: rows for v, rows in kin.items() if any(not c.flown for c in rows)} or kin
    if kin:
        means = [_level(rows) for rows in kin.values()]
        sigma = np.sqrt(within**2 + between**2 * (1.0 + 1.0 / len(means)))
        used = tuple(c for rows in kin.values() for c in rows)
        return UnmodelledDeltaV(
            float(np.median(means)),
            float(sigma),
            say("family", count=_count(len(used))),
            used,
        )
    # A family that has only flown and never published says what was lifted, not what could be.
    stated = [f for f in families.values() if any(not c.flown for rows in f.values() for c in rows)]
    means = [
        float(np.median([_level(rows) for rows in f.values()]))
        for f in stated or list(families.values())
    ]
    sigma = np.sqrt(within**2 + between**2 + across**2 * (1.0 + 1.0 / len(means)))
    basis = say("others", count=(len(means), 0))
    return UnmodelledDeltaV(float(np.median(means)), float(sigma), basis, ())


def _capped(mean: float, sigma: float, cap: float) -> tuple[float, float]:
    """Mean and standard deviation of a normal that is cut off above `cap`."""
    edge = (cap - mean) / sigma
    # Density over probability at the edge (Johnson, Kotz and Balakrishnan 1994, 13.10.1).
    share = exp(-0.5 * edge**2) / sqrt(2.0 * pi) / (0.5 * erfc(-edge / sqrt(2.0)))
    return mean - sigma * share, sigma * sqrt(1.0 - edge * share - share**2)


def _count(n: int) -> str:
    return say("count.one" if n == 1 else "count.many", count=(n, 0))


def _level(rows: Sequence[Calibration]) -> float:
    """Unmodelled delta-v of one vehicle from its rows, m/s.

    The mean over published capabilities; but a flown payload is a floor under the capability, so no
    flown row may be left out of reach. Vehicles that only flew are taken at their heaviest.
    """
    published = [c.unmodelled_delta_v for c in rows if not c.flown]
    flown = [c.unmodelled_delta_v for c in rows if c.flown]
    return min([*([float(np.mean(published))] if published else []), *flown])


def _scatter(
    families: Mapping[str, Mapping[str, Sequence[Calibration]]],
) -> tuple[float, float, float]:
    """Standard deviations between rows of a vehicle, vehicles of a family, families.

    Never below the least.
    """
    # Orbits are compared among rows of one kind: a flown payload may lie below the capability by
    # design.
    rows = [
        [c.unmodelled_delta_v for c in r if c.flown == kind]
        for f in families.values()
        for r in f.values()
        for kind in (0, 1)
    ]
    vehicles = [[_level(r) for r in f.values()] for f in families.values()]
    medians = [[float(np.median(v)) for v in vehicles]]
    return (
        max(_pooled(rows), LEAST_ORBIT),
        max(_pooled(vehicles), LEAST_VEHICLE),
        max(_pooled(medians), LEAST_FAMILY),
    )


def _pooled(samples: Sequence[Sequence[float]]) -> float:
    """Standard deviation of a normal whose 90 % holds 90 % of the deviations from their samples.

    A deviation from the mean of n is sqrt(1 - 1/n) of one from the truth. The squares would let one
    launcher whose stage figures are another's widen the interval of every launcher.
    """
    off = [
        np.abs(np.asarray(s) - np.median(s)) / np.sqrt(1.0 - 1.0 / len(s))
        for s in samples
        if len(s) > 1
    ]
    return float(np.quantile(np.concatenate(off), 0.9)) / Z95 if off else 0.0
