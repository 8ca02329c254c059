"""`visviva doctor`: what is installed, how old the data are, where caches lie."""

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from visviva import __version__
from visviva.cli.output import CsvFlag, JsonFlag, emit

_PACKAGES = (
    "numpy",
    "scipy",
    "numba",
    "sgp4",
    "pyerfa",
    "astropy-iers-data",
    "jplephem",
    "pymsis",
    "casadi",
    "pydantic",
    "typer",
    "pyarrow",
)


def package_version(name: str) -> str | None:
    """Installed version of a package, or None."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def version_line() -> str:
    """Version of the program and the dates of the data that ship with it."""
    from visviva.core.earth_orientation import EarthOrientation

    orientation = EarthOrientation.bundled()
    return f"visviva {__version__} (Earth orientation as of {orientation.as_of})"


def data_rows() -> list[dict[str, Any]]:
    """Every data table that the program carries, with its date and source."""
    from visviva.core.earth_orientation import EarthOrientation

    orientation = EarthOrientation.bundled()
    return [
        {
            "what": "Earth orientation",
            "version": None,
            "as_of": orientation.as_of,
            "source": orientation.source,
        }
    ]


def doctor(as_json: JsonFlag = False, as_csv: CsvFlag = False) -> None:
    """Versions, data dates and ages, caches."""
    rows: list[dict[str, Any]] = [
        {"what": "visviva", "version": __version__, "as_of": None, "source": None},
        {
            "what": "python",
            "version": platform.python_version(),
            "as_of": None,
            "source": platform.platform(),
        },
    ]
    for name in _PACKAGES:
        found = package_version(name)
        rows.append({"what": name, "version": found or "absent", "as_of": None, "source": None})
    rows += data_rows()
    emit({"schema": "visviva.doctor/1", "rows": rows}, rows="rows", as_json=as_json, as_csv=as_csv)
