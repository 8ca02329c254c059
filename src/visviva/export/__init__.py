"""Results to files: the suffix picks the format, and no file is ever left half written.

Tables go to CSV, Parquet and JSON (`export_rows`, `open_table` for chunks), element sets to OMM and
TLE (`export_elements`), tracks to GeoJSON, KML and CZML (`export_ground_track`), trajectories to
OEM and CZML (`export_trajectory`), events to iCalendar (`export_calendar`).
"""

from visviva.export.calendar import CalendarEntry, export_calendar
from visviva.export.columns import Coded
from visviva.export.files import atomic_write, check_writable
from visviva.export.orbits import (
    check_elements_path,
    export_elements,
    export_ground_track,
    export_trajectory,
)
from visviva.export.tables import (
    CsvStream,
    JsonStream,
    ParquetStream,
    TableStream,
    export_rows,
    open_table,
)
from visviva.export.tracks import GroundTrack, cut_at_antimeridian, ground_track

__all__ = [
    "CalendarEntry",
    "Coded",
    "CsvStream",
    "GroundTrack",
    "JsonStream",
    "ParquetStream",
    "TableStream",
    "atomic_write",
    "check_elements_path",
    "check_writable",
    "cut_at_antimeridian",
    "export_calendar",
    "export_elements",
    "export_ground_track",
    "export_rows",
    "export_trajectory",
    "ground_track",
    "open_table",
]
