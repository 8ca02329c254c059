"""`visviva doctor`: what is installed, how old the data are, where caches lie."""

import platform
import re
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any

import typer

from visviva import __version__
from visviva.cli.output import CsvFlag, JsonFlag, emit, note
from visviva.cli.sentences.files import SAY

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


def data_rows() -> list[dict[str, Any]]:
    """Every data table that the program carries, with its date and source."""
    from visviva.core.earth_orientation import EarthOrientation

    orientation = EarthOrientation.default()
    return [
        {
            "what": "Earth orientation",
            "version": None,
            "as_of": orientation.as_of,
            "source": orientation.source,
        }
    ]


def licence_rows() -> list[dict[str, Any]]:
    """Licence of every package that the program needs, as the package states it."""
    from importlib.metadata import PackageNotFoundError, metadata, requires

    rows = []
    for line in sorted(requires("visviva") or ()):
        name = re.split(r"[^\w.-]", line)[0]
        try:
            about: Any = metadata(name)
        except PackageNotFoundError:
            continue
        classified = [
            c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if "License" in c
        ]
        stated = about.get("License-Expression") or "; ".join(classified)
        stated = stated or (about.get("License") or "not stated").splitlines()[0]
        extra = re.search(r"extra == ['\"]([\w-]+)", line)
        rows.append(
            {
                "package": name,
                "version": about["Version"],
                "licence": stated[:80],
                "extra": extra[1] if extra else None,
            }
        )
    return rows


def doctor(
    licences: Annotated[
        bool, typer.Option("--licences", help="Licences of the packages that the program needs.")
    ] = False,
    compile_now: Annotated[
        bool,
        typer.Option("--compile", help="Compile what first answers would wait for, some minutes."),
    ] = False,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> int:
    """Versions, data dates and ages, caches; or licences; or compile ahead.

    Examples
    --------
      visviva doctor

      visviva doctor --licences --csv
    """
    if compile_now:
        return _compile(as_json=as_json, as_csv=as_csv)
    if licences:
        payload = {"schema": "visviva.licences/1", "rows": licence_rows()}
        emit(payload, rows="rows", as_json=as_json, as_csv=as_csv)
        return 0
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
    return 0


def _compile(*, as_json: bool, as_csv: bool) -> int:
    """Compile ahead; 1 where a question did not run."""
    from visviva.cli.compile_ahead import compile_all
    from visviva.core.kernels.cache import cache_root

    rows = compile_all()
    emit({"schema": "visviva.compile/1", "rows": rows}, rows="rows", as_json=as_json, as_csv=as_csv)
    note(SAY("compiled", folder=str(cache_root())))
    return 1 if any(row["code"] for row in rows) else 0
