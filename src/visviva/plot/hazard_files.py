"""The one door to files of hazard areas: a map where the suffix is a picture's, else the areas."""

from collections.abc import Sequence
from pathlib import Path

from visviva.analysis.failure import FallenResult
from visviva.analysis.notice import NoticeResult
from visviva.errors import InputError
from visviva.export.hazard import write_areas
from visviva.plot.launch import FORMATS


def check_form(path: Path) -> None:
    """Refuse a suffix that no form has, before any work.

    Raises
    ------
    InputError
        If the suffix is none that is known.
    """
    if path.suffix.casefold() not in (*FORMATS, ".geojson", ".json", ".kml"):
        raise InputError(
            f"no form {path.suffix or 'without a suffix'}",
            advice="use .geojson, .kml, or .png, .svg or .pdf for a map",
            place=str(path),
        )


def write_fallen(
    path: Path,
    found: FallenResult,
    announced: Sequence[tuple[str, Sequence[tuple[float, float]]]] = (),
    *,
    lang: str = "en",
) -> None:
    """Areas of what falls, beside announced ones (name, ring in rad) where it is a map.

    Raises
    ------
    InputError
        If the suffix is none that is known, or the file cannot be written.
    """
    if path.suffix.casefold() in FORMATS:
        from visviva.plot.hazard import draw_fallen

        draw_fallen(found, announced, path, lang=lang)
    else:
        write_areas(path, found)


def write_notice(path: Path, found: NoticeResult, *, lang: str = "en") -> None:
    """Areas of a warning.

    Raises
    ------
    InputError
        If the suffix is none that is known, or the file cannot be written.
    """
    if path.suffix.casefold() in FORMATS:
        from visviva.plot.hazard import draw_notice

        draw_notice(found, path, lang=lang)
    else:
        write_areas(path, found)
