"""Names of the array types that the house passes around.

Shapes stand in docstrings: vectors are ``(..., 3)``, functions broadcast over what leads.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

#: Floats in double precision, of any shape.
Array: TypeAlias = NDArray[np.float64]
#: Indices and counts.
IntArray: TypeAlias = NDArray[np.int_]
#: Masks.
BoolArray: TypeAlias = NDArray[np.bool_]
