"""Whether coefficients are the Moon's: GM, radius and degree 2 as every solution has them.

Limits: tells the Moon from other bodies and slips of normalisation, not one lunar solution from
another; they differ by parts in a million at degree 2.
"""

from pathlib import Path

from visviva.core.gravity import GravityField
from visviva.errors import InputError

#: GM (m3/s2) and reference radius (m) of lunar fields; solutions differ by 1e-7 and by 600 m.
GM, RADIUS = 4.9028e12, 1.738e6
#: Fully normalised C20 and C22 in principal axes (GRGM660PRIM; Lemoine et al. 2013).
C20, C22 = -9.0884e-5, 3.4674e-5


def check_lunar(field: GravityField, path: Path) -> GravityField:
    """The field itself if it is the Moon's.

    Raises
    ------
    InputError
        With what was expected and what was found.

    Examples
    --------
    >>> check_lunar(GravityField.grgm660prim(), Path("own.gfc")).name
    'GRGM660PRIM'
    """
    parts = [
        ("GM", field.gm, GM, 1e-3, " m3/s2"),
        ("a reference radius of", field.radius, RADIUS, 1e-2, " m"),
    ]
    if field.degree >= 2:
        parts += [
            ("C20", float(field.c[2, 0]), C20, 0.02, ""),
            ("C22", float(field.c[2, 2]), C22, 0.02, ""),
        ]
    for name, value, wanted, share, unit in parts:
        if not abs(value / wanted - 1.0) < share:
            raise InputError(
                f"a field with {name} {value:.5g}{unit} is not the Moon's: expected "
                f"{wanted:.5g}{unit} within {100.0 * share:g} %",
                advice="give a lunar field, fully normalised, in principal axes",
                place=str(path),
            )
    return field
