"""Figures of the robust fits of steps, shared by the plain and the compiled ones."""

from typing import Final

ROUNDS: Final = 4
KNEE: Final = 2.5  # residuals beyond this many standard deviations lose weight with their square
RIDGE: Final = 1e-9  # added to the unit diagonal: a kink outside the window says nothing
