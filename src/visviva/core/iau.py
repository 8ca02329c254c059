"""The IAU's Fundamental Astronomy routines (pyerfa), loaded by the first question that needs one.

Loading them takes as long as reading a launcher's facts; half of the commands ask for no time and
no turning Earth, though what they import can tell both.
"""

from importlib import import_module
from typing import Any


class _Routines:
    """pyerfa under its own names.

    Examples
    --------
    >>> float(erfa.cal2jd(2000, 1, 1)[1])
    51544.0
    """

    def __getattr__(self, name: str) -> Any:
        found = getattr(import_module("erfa"), name)
        setattr(self, name, found)
        return found


erfa: Any = _Routines()
