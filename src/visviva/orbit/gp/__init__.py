"""Element sets: the record, its readers and writers, and SGP4 through the `sgp4` package.

Limits: SGP4 is a theory of mean elements; near its epoch a low orbit is known to about a kilometre,
and the error grows by one to three kilometres a day. TEME, its frame, never leaves this package.
"""

from visviva.orbit.gp.forms import detect_format
from visviva.orbit.gp.read import read_elements
from visviva.orbit.gp.record import MAX_CATALOG_NUMBER, ElementSet
from visviva.orbit.gp.result import ReadResult, Rejected, Remark
from visviva.orbit.gp.sgp4_reference import Sgp4Columns, as_columns, propagate_teme, to_satrec
from visviva.orbit.gp.states import (
    STALE_DAYS,
    age_days,
    as_epochs,
    gp_state_gcrf,
    gp_state_itrf,
    gp_trajectory,
    is_stale,
)
from visviva.orbit.gp.suspect_sets import SuspectSet, find_suspect_sets, off_plane_deg

__all__ = [
    "MAX_CATALOG_NUMBER",
    "STALE_DAYS",
    "ElementSet",
    "ReadResult",
    "Rejected",
    "Remark",
    "Sgp4Columns",
    "SuspectSet",
    "age_days",
    "as_columns",
    "as_epochs",
    "detect_format",
    "find_suspect_sets",
    "gp_state_gcrf",
    "gp_state_itrf",
    "gp_trajectory",
    "is_stale",
    "off_plane_deg",
    "propagate_teme",
    "read_elements",
    "to_satrec",
]
