"""What the burns after the injection end on: an orbit, a transfer, an escape.

Functions of end states (k, 6) and true anomalies (k,) that vanish there, lengths in Earth radii and
GM = 1.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from visviva.core.arrays import Array
from visviva.launch.optimal.arcs import SPEED
from visviva.launch.optimal.optimum import Optimum
from visviva.launch.optimal.plan import STATICS, eccentricity
from visviva.launch.optimal.upper_motion import apogee

Miss = Callable[[Array, Array], Array]

#: An impulse below this is not flown as a burn of its own, m/s.
LEAST_BURN = 0.3
#: By how much a transfer's apogee passes the target's, in Earth radii (300 m): a burn can be
#: centred a little before a high apogee, and never above a low one.
OVERSHOOT = 300.0 / 6378137.0
#: Apogee in Earth radii (some 453,000 km) beyond which the burn there is counted and not flown: it
#: takes a metre a second, and the flattening moves such an apogee by more than can be aimed off.
NEAR_ESCAPE = 72.0
#: Smallest inclination that a burn alone is asked to end on, rad: over the equator the node must be
#: met as well, which the burn before it does.
LEAST_TILT = 0.035
FLAT = 5e-4  # rad: below it the orbit is one over the equator


@dataclass(frozen=True, slots=True)
class Goal:
    """What one burn ends on, where GM = 1 and the Earth's radius is 1.

    `miss` gives what must vanish, of end states (k, 6) and true anomalies (k,); `where` the apsis
    or node at which it is centred; `raised` what it adds to the speed, `turn` to the inclination.
    """

    name: str
    where: str
    impulse: float
    raised: float
    turn: float
    miss: Miss
    frozen: tuple[bool, ...]  # coast, velocity along, up and across, anomaly


def aim(best: Optimum) -> dict[str, float]:
    """By how much the injection must aim above the apogee (a share) and the inclination (rad).

    The flattening moves the apogee of a transfer by some kilometres in half a turn, and tilts its
    plane by some hundredths of a degree.
    """
    now = {name: best.parameters[name] for name in ("rise", "lean")}
    if best.plan != "transfer" or best.impulses[1] * SPEED <= LEAST_BURN or _near_escape(best):
        return now
    x = best.solution.w[best.program.solver.program.layouts[-1].states[-1]]
    height, at, _ = apogee(x[None, :])
    wanted = 1.0 / best.parameters["near"] + OVERSHOOT
    tilt = best.parameters["inclination"]
    off = _tilted(np.cross(at[:, :3], at[:, 3:]), tilt)[0] if np.sin(tilt) > LEAST_TILT else 0.0
    # By energy, in which a far apogee moves evenly.
    near = best.parameters["near"]
    nearer = 1.0 / (1.0 + now["rise"]) + float(1.0 / wanted - 1.0 / height[0]) / near
    return {
        "rise": 1.0 / nearer - 1.0,
        "lean": now["lean"] - float(off),
    }


def _near_escape(best: Optimum) -> bool:
    return bool(best.parameters["near"] < 1.0 / NEAR_ESCAPE)


def goals_of(best: Optimum, shares: Sequence[float] = (1.0,)) -> list[Goal]:
    """The burns worth flying, the last of them on to the target.

    `shares` are those of the burns that raise the apogee from a parking orbit, together 1.
    """
    statics = best.program.solver.program.statics
    perigee, stretch, tilt, turned, far = (float(best.solution.w[statics[n]]) for n in STATICS)
    low, near, last_tilt, energy = (
        best.parameters[n] for n in ("low", "near", "inclination", "energy")
    )
    if best.mission.c3 is not None:
        if "parking" not in best.plan:
            return []
        miss = _escape(energy, last_tilt)
        return [
            Goal(
                "escape burn",
                "node",
                best.impulses[0],
                best.impulses[0],
                last_tilt - tilt,
                miss,
                (True, False, True, False, True),
            )
        ]
    first, second, third = best.impulses
    waiting = stretch * eccentricity(perigee, far)
    before = float(np.sqrt((1.0 + waiting) / perigee))
    steps = [
        *_perigee_steps(first, (perigee, far), before, (tilt, turned), shares),
        (
            "apogee burn",
            "apogee",
            second,
            far * np.sqrt(2.0 * perigee / (1.0 + perigee * far)),
            (low, far, last_tilt),
        ),
        (
            "second perigee burn",
            "perigee",
            third,
            np.sqrt((1.0 + eccentricity(low, far)) / low),
            (low, near, last_tilt),
        ),
    ]
    if "parking" not in best.plan:
        steps = [] if _near_escape(best) else steps[-2:-1]
    flown = [s for s in steps if s[2] * SPEED > LEAST_BURN]
    out = []
    plane = tilt
    for k, (name, where, impulse, was, (rp, k_a, i)) in enumerate(flown):
        if k + 1 == len(flown):
            # The last burn ends on the target, whatever was too small to be flown.
            # Over the equator the burns before it must help: see `_flattened`.
            least = LEAST_TILT if len(flown) > 1 else FLAT
            miss, frozen = orbit(low, near, max(last_tilt, least)), (False,) * 5
        elif name.startswith("perigee burn"):
            miss, frozen = _transfer(k_a, i), (False, False, True, False, True)
        else:
            miss, frozen = orbit(rp, k_a, i), (False,) * 5
        raised = _speed(where, rp, k_a) * np.cos(plane - i) - was
        out.append(Goal(name, where, impulse, raised, i - plane, miss, frozen))
        plane = i
    return out


def _perigee_steps(
    impulse: float,
    apses: tuple[float, float],
    before: float,
    planes: tuple[float, float],
    shares: Sequence[float],
) -> list[tuple[str, str, float, float, tuple[float, float, float]]]:
    """The burn that raises the apogee, in as many parts as `shares`, an orbit apart.

    Each gives its share of the impulse and of the turn at the same perigee.
    """
    perigee, far = apses
    after = float(np.sqrt((1.0 + eccentricity(perigee, far)) / perigee))
    out, done, speed = [], 0.0, before
    for k, share in enumerate(shares):
        done += share
        last = k + 1 == len(shares)
        swift = after if last else before + done * (after - before)
        e = perigee * swift**2 - 1.0
        k_a = far if last else (1.0 - e) / (perigee * (1.0 + e))
        tilt = planes[0] + (1.0 if last else done) * (planes[1] - planes[0])
        name = "perigee burn" if len(shares) == 1 else f"perigee burn {k + 1} of {len(shares)}"
        where = "node" if k == 0 else "perigee"
        out.append((name, where, share * impulse, speed, (perigee, k_a, tilt)))
        speed = swift
    return out


def _speed(where: str, perigee: float, far: float) -> float:
    """Speed at an apsis of the orbit that a burn ends on."""
    if where == "apogee":
        return float(far * np.sqrt(2.0 * perigee / (1.0 + perigee * far)))
    return float(np.sqrt((1.0 + eccentricity(perigee, far)) / perigee))


def orbit(perigee: float, near: float, tilt: float) -> Miss:
    """On an ellipse of these apses and inclination, at the anomaly."""
    e = (1.0 - perigee * near) / (1.0 + perigee * near)
    p = perigee * (1.0 + e)

    def miss(x: Array, anomaly: Array) -> Array:
        h, h2, radius, radial = _shape(x)
        return np.column_stack(
            [
                h2 / p - 1.0,
                p / radius - 1.0 - e * np.cos(anomaly),
                radial / radius * np.sqrt(p) - e * np.sin(anomaly),
                _tilted(h, tilt),
            ]
        )

    return miss


def equator(perigee: float, near: float) -> Miss:
    """On an ellipse over the equator, at the anomaly."""
    inclined = orbit(perigee, near, 0.0)

    def miss(x: Array, anomaly: Array) -> Array:
        h, h2, _, _ = _shape(x)
        return np.column_stack([inclined(x, anomaly)[:, :3], h[:, :2] / np.sqrt(h2)[:, None]])

    return miss


def _transfer(far: float, tilt: float) -> Miss:
    """An apogee at the right height over the node, after the coast to it, and the inclination."""

    def miss(x: Array, _: Array) -> Array:
        height, at, _ = apogee(x)
        h = np.cross(at[:, :3], at[:, 3:])
        # The next burn is centred where the climb passes the target's apogee, before the top.
        bend = 1.0 / height**2 - np.sum(h * h, axis=1) / height**3
        early = np.sqrt(2.0 * OVERSHOOT / np.maximum(bend, 1e-6))
        latitude = (at[:, 2] - early * at[:, 5]) / height
        return np.column_stack([(height - OVERSHOOT) * far - 1.0, latitude, _tilted(h, tilt)])

    return miss


def _escape(energy: float, tilt: float) -> Miss:
    def miss(x: Array, _: Array) -> Array:
        h, _, radius, _ = _shape(x)
        v = x[:, 3:]
        return np.column_stack([np.sum(v * v, axis=1) - 2.0 / radius - energy, _tilted(h, tilt)])

    return miss


def _shape(x: Array) -> tuple[Array, Array, Array, Array]:
    """Angular momentum (k, 3), its square, radius and radial momentum of scaled states."""
    r, v = x[:, :3], x[:, 3:]
    h = np.cross(r, v)
    return h, np.sum(h * h, axis=1), np.linalg.norm(r, axis=1), np.sum(r * v, axis=1)


def _tilted(h: Array, tilt: float) -> Array:
    """Inclination above `tilt`, rad."""
    return np.asarray(np.arctan2(np.hypot(h[:, 0], h[:, 1]), h[:, 2]) - tilt)
