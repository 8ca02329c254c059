"""Who pays for a plane change: the launcher, the ship, both in the best proportion.

Or a turn high on a detour.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.core.constants import EARTH_RADIUS
from visviva.launch.budget import PARKING_HEIGHT
from visviva.orbit import transfer


@dataclass(frozen=True, slots=True)
class Option:
    """One way to pay: what it takes and what there is, m/s.

    Samples of shape ``(n,)`` for `have` and `margin`; `key` is "launcher", "ship", "split" or
    "detour".
    """

    key: str
    need: float
    have: Array
    margin: Array

    @property
    def probability(self) -> float:
        """Share of the samples in which it can be paid."""
        return float(np.mean(self.margin >= 0.0))


def ship_turn_cost(turn: Any, target_radius: float) -> Any:
    """Extra velocity for a ship that turns while it climbs from the parking orbit to its target.

    M/s.

    The turn goes into the arrival burn, where the ship is slowest.
    """
    parking = EARTH_RADIUS + PARKING_HEIGHT
    far = max(target_radius, parking)
    arriving = transfer.speed(far, 0.5 * (parking + far))
    circular = transfer.circular_speed(far)
    return transfer.combined_burn(arriving, circular, turn) - np.abs(circular - arriving)


def plane_change_options(
    turn: Array,
    launcher_margin: Array,
    reserve: Array,
    target_radius: float,
    launcher_turned: Array | None = None,
) -> tuple[Option, ...]:
    """The four ways to pay for a turn, in a fixed order.

    Parameters
    ----------
    turn : ndarray of shape (n,)
        Angle between the plane reached and the plane wanted, rad.
    launcher_margin : ndarray of shape (n,)
        Velocity left in the launcher with the ship on top, m/s; negative where the ship is too
        heavy.
    reserve : ndarray of shape (n,)
        What the ship keeps after rendezvous and deorbit, m/s.
    target_radius : float
        Of the target orbit, m.
    launcher_turned : ndarray of shape (n,), optional
        Velocity left in a launcher that turns by itself wherever it is cheapest, as flown; None:
        it turns at 200 km.
    """
    v = float(transfer.circular_speed(EARTH_RADIUS + PARKING_HEIGHT))
    mean_turn = float(np.mean(turn))
    low_cost = transfer.plane_change(v, turn)
    ship_cost = ship_turn_cost(turn, target_radius)
    # In the split each spends its margin: the launcher turns as far as its velocity goes, the
    # ship does the rest.
    paid = 2.0 * np.arcsin(np.clip(np.clip(launcher_margin, 0.0, None) / (2.0 * v), 0.0, 1.0))
    rest = np.clip(turn - paid, 0.0, None)
    rest_cost = ship_turn_cost(rest, target_radius)
    left_over = np.clip(launcher_margin - low_cost, 0.0, None)
    detour = (
        transfer.detour_turn(EARTH_RADIUS + PARKING_HEIGHT, mean_turn).delta_v
        if mean_turn > 0
        else 0.0
    )
    # The detour was minimised for the mean turn; nearby turns scale with the single plane change.
    detour_cost = detour * low_cost / max(float(transfer.plane_change(v, mean_turn)), 1e-9)
    together = launcher_margin + reserve
    turned = launcher_margin - low_cost if launcher_turned is None else launcher_turned
    split_cost = float(np.mean(np.clip(launcher_margin, 0.0, low_cost) + rest_cost))
    split_margin = reserve + np.minimum(launcher_margin, 0.0) - rest_cost + left_over
    return (
        Option(
            "launcher",
            max(float(np.mean(launcher_margin - turned)), 0.0),
            launcher_margin,
            turned,
        ),
        Option(
            "ship",
            float(np.mean(ship_cost)),
            reserve,
            np.minimum(launcher_margin, reserve - ship_cost),
        ),
        Option("split", split_cost, together, split_margin),
        Option("detour", float(np.mean(detour_cost)), together, together - detour_cost),
    )


def best_option(found: tuple[Option, ...]) -> Option:
    """The way to pay that comes nearest to being possible (largest mean margin)."""
    return max(found, key=lambda option: float(np.mean(option.margin)))
