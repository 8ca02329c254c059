"""Tables of a stated problem: read, and made into smooth CasADi expressions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import casadi as ca
import numpy as np

from visviva.core.arrays import Array
from visviva.errors import InputError
from visviva.launch.problem.json_reading import at, check_keys, check_number


@dataclass(frozen=True, slots=True)
class Table:
    """Figures over one or two arguments, held beyond their ends; `linear`, or a cubic spline."""

    grid: tuple[Array, ...]
    values: Array
    linear: bool

    def at(self, arguments: Sequence[Any]) -> Any:
        """Value at CasADi expressions, one for each axis."""
        held = [
            ca.fmin(ca.fmax(a, float(axis[0])), float(axis[-1]))
            for a, axis in zip(arguments, self.grid, strict=True)
        ]
        options: dict[str, Any] = {"inline": True}
        if self.linear:
            options["degree"] = [1] * len(self.grid)
        # Inline, a spline is elementary operations: the optimiser differentiates it twice like any
        # formula.
        table = ca.interpolant(
            "table", "bspline", list(self.grid), self.values.ravel(order="F"), options
        )
        return table(ca.vertcat(*(ca.SX(a) for a in held)))


def read_table(name: str, raw: Any, place: str) -> Table:
    """A table out of ``{"x": […], "y": […]}``, or with ``z[i][j]`` at ``x[i]``, ``y[j]``."""
    where = at(place, "tables", name)
    if not isinstance(raw, dict):
        raise InputError("no table", advice='give {"x": […], "y": […]}', place=where)
    check_keys(raw, ("x", "y", "z", "linear"), where)
    columns = {key: _column(raw.get(key), at(where, key)) for key in ("x", "y")}
    linear = bool(raw.get("linear", False))
    grid: tuple[Array, ...] = (columns["x"],)
    values = columns["y"]
    if "z" in raw:
        rows = raw["z"] if isinstance(raw["z"], list) else [raw["z"]]
        grid = (columns["x"], columns["y"])
        if len(rows) != len(grid[0]):
            raise InputError(
                f"{len(rows)} rows for {len(grid[0])} figures of x",
                advice="give one row for each",
                place=at(where, "z"),
            )
        stacked = [_column(row, at(where, f"z[{i}]")) for i, row in enumerate(rows)]
        if any(len(row) != len(grid[1]) for row in stacked):
            raise InputError(
                "rows of another length than y",
                advice="one figure for each y",
                place=at(where, "z"),
            )
        values = np.array(stacked)
    elif len(values) != len(grid[0]):
        raise InputError(
            f"{len(grid[0])} of x, {len(values)} of y", advice="give as many of each", place=where
        )
    for axis, key in zip(grid, "xy", strict=False):
        if np.any(np.diff(axis) <= 0):
            raise InputError(f"{key} does not rise", advice="order the rows", place=at(where, key))
        if len(axis) < (2 if linear else 4):
            raise InputError(
                f"{len(axis)} figures of {key}",
                advice='give 4, or "linear": true with 2',
                place=at(where, key),
            )
    return Table(grid, values, linear)


def _column(raw: Any, place: str) -> Array:
    if not isinstance(raw, list):
        raise InputError("no list", advice="give a list of numbers", place=place)
    return np.array([check_number(v, f"{place}[{i}]") for i, v in enumerate(raw)])
