"""Name, day and source of the dated tables that answers are computed with."""

from collections.abc import Sequence
from typing import Any, Final

ORIENTATION: Final = "Earth orientation"
WEATHER: Final = "Space weather"


def tables_in_use(names: Sequence[str] = (ORIENTATION, WEATHER)) -> list[dict[str, Any]]:
    """One row a table: ``name``, ``as_of`` (day of the last measured row), ``source``.

    Examples
    --------
    >>> [row["name"] for row in tables_in_use(("Space weather",))]
    ['Space weather']
    """
    rows = []
    for name in names:
        table = _table(name)
        rows.append({"name": name, "as_of": table.as_of[:10], "source": table.source})
    return rows


def _table(name: str) -> Any:
    if name == ORIENTATION:
        from visviva.core.earth_orientation import EarthOrientation

        return EarthOrientation.default()
    from visviva.core.atmosphere.space_weather import SpaceWeather

    return SpaceWeather.default()
