"""How many people live where: the shipped grid, or one of the user's.

Forms: the blank- or comma-separated half-degree grid (360 rows from north to south, 720 columns
from 180° W, -9999 at sea), an ESRI ASCII grid, or GeoTIFF (needs `tifffile`). The shipped grid has
cells of one degree, made from GPW v4 (CIESIN, CC BY 4.0) as regridded under CC BY-SA 4.0: it stays
under that licence, in a file of its own.
"""

import math
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from visviva.core.arrays import Array
from visviva.errors import InputError, MissingExtraError
from visviva.launch.hazard.casualty import Population

MOST_BYTES = 1 << 30
_HEADER = ("ncols", "nrows", "xllcorner", "yllcorner", "cellsize", "nodata_value")


@lru_cache(maxsize=1)
def bundled_population() -> Population:
    """The shipped grid of 2020, one degree a cell."""
    path = str(files("visviva.data") / "tables" / "population_2020_1deg.npz")
    with np.load(path, allow_pickle=False) as f:
        counts = f["counts"].astype(np.float64)
        return Population(
            counts, 0.5 * math.pi, -math.pi, math.pi / counts.shape[0], str(f["source"])
        )


def read_population(path: str | Path) -> Population:
    """A grid of the user's.

    Raises
    ------
    InputError
        If the file cannot be read or is no grid.
    MissingExtraError
        For GeoTIFF without `tifffile`.
    """
    target = Path(path)
    try:
        size = target.stat().st_size
    except OSError as err:
        raise InputError(
            f"the population cannot be read ({err.strerror or err})",
            advice="check its name",
            place=str(path),
        ) from err
    if size > MOST_BYTES:
        raise InputError(f"a grid of {size / 1e9:.1f} GB", advice="give a coarser one")
    if target.suffix.casefold() in (".tif", ".tiff"):
        return _geotiff(target)
    try:
        text = target.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as err:
        raise InputError(
            "the population is not text", advice="give a grid", place=str(path)
        ) from err
    try:
        return (
            _esri(text, target) if text.lstrip()[:5].casefold() == "ncols" else _plain(text, target)
        )
    except ValueError as err:
        raise InputError(f"not a grid: {err}", advice="check the file", place=str(path)) from err


def _numbers(lines: list[str]) -> Array:
    rows = [np.array(line.replace(",", " ").split(), dtype=np.float64) for line in lines]
    if not rows or len({row.size for row in rows}) != 1:
        raise ValueError("rows of different lengths")
    return np.stack(rows)


def _plain(text: str, path: Path) -> Population:
    table = _numbers([line for line in text.splitlines() if line.strip()])
    rows, columns = table.shape
    if columns != 2 * rows or rows < 18:
        raise ValueError(f"{rows} rows by {columns} columns do not cover the world")
    return Population(_people(table, -9999.0), 0.5 * math.pi, -math.pi, math.pi / rows, path.name)


def _esri(text: str, path: Path) -> Population:
    lines = [line for line in text.splitlines() if line.strip()]
    head: dict[str, float] = {}
    while lines and lines[0].split()[0].casefold() in (*_HEADER, "xllcenter", "yllcenter"):
        key, value = lines.pop(0).split()[:2]
        head[key.casefold()] = float(value)
    missing = [k for k in ("ncols", "nrows", "cellsize") if k not in head]
    if missing:
        raise ValueError(f"no {missing[0]} in the header")
    table = _numbers(lines)
    if table.shape != (int(head["nrows"]), int(head["ncols"])):
        raise ValueError(f"{table.shape[0]} rows by {table.shape[1]} columns, not as the header")
    step = math.radians(head["cellsize"])
    half = 0.5 * head["cellsize"]
    west = head["xllcorner"] if "xllcorner" in head else head["xllcenter"] - half
    south = head["yllcorner"] if "yllcorner" in head else head["yllcenter"] - half
    return Population(
        _people(table, head.get("nodata_value", -9999.0)),
        math.radians(south) + step * table.shape[0],
        math.radians(west),
        step,
        path.name,
    )


def _geotiff(path: Path) -> Population:
    try:
        import tifffile  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError as err:
        raise MissingExtraError("GeoTIFF needs tifffile", advice="pip install tifffile") from err
    try:
        with tifffile.TiffFile(path) as tiff:
            page: Any = tiff.pages[0]
            table = np.asarray(page.asarray(), dtype=np.float64)
            scale = page.tags["ModelPixelScaleTag"].value
            tie = page.tags["ModelTiepointTag"].value
            nodata = page.tags["GDAL_NODATA"].value if "GDAL_NODATA" in page.tags else "-9999"
    except (KeyError, ValueError, IndexError) as err:
        raise InputError(
            f"no geographic raster ({err})", advice="give latitude and longitude", place=str(path)
        ) from err
    step = math.radians(float(scale[0]))
    return Population(
        _people(table, float(nodata)), math.radians(tie[4]), math.radians(tie[3]), step, path.name
    )


def _people(table: Array, nodata: float) -> Array:
    return np.where(np.isclose(table, nodata) | ~np.isfinite(table), 0.0, table)
