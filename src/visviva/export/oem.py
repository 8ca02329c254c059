"""Trajectories as CCSDS orbit ephemeris messages (OEM, KVN), CCSDS 502.0-B-3 (2023), section 5."""

from typing import Final

from visviva.core.time import Epoch
from visviva.core.trajectory import Trajectory
from visviva.errors import FrameError

#: Who made the message, where the data do not say.
ORIGINATOR: Final = "VISVIVA"
_CENTRES: Final = {
    "GCRF": ("EARTH", "GCRF"),
    "ITRF": ("EARTH", "ITRF2000"),
    "TEME": ("EARTH", "TEME"),
    "ICRF-moon": ("MOON", "ICRF"),
}


def oem_text(
    trajectory: Trajectory,
    name: str,
    object_id: str = "",
    created: Epoch | None = None,
    originator: str = ORIGINATOR,
    *,
    own_frame: bool = False,
) -> str:
    """One message with one segment: kilometres and kilometres per second, UTC to the microsecond.

    A trajectory about the Earth is written in GCRF, with `own_frame` in its own; one about the Moon
    in ICRF axes. ITRF is called ITRF2000, the nearest name that the standard lists: realisations
    differ by centimetres.

    Raises
    ------
    FrameError
        If the frame has no name in the standard's list.
    """
    if trajectory.frame in ("ITRF", "TEME") and not own_frame:
        trajectory = trajectory.to_frame("GCRF")
    if trajectory.frame not in _CENTRES:
        raise FrameError(
            f"an OEM has no name for {trajectory.frame}",
            advice="turn the trajectory to ICRF-moon first",
        )
    center, frame = _CENTRES[trajectory.frame]
    made = Epoch.now() if created is None else created
    stamps = [text[:-1] for text in trajectory.epochs.iso(6).tolist()]
    head = [
        "CCSDS_OEM_VERS = 2.0",
        f"CREATION_DATE = {made.iso(0)[:-1]}",
        f"ORIGINATOR = {originator}",
        "",
        "META_START",
        f"OBJECT_NAME = {_one_line(name) or 'UNKNOWN'}",
        f"OBJECT_ID = {_one_line(object_id) or 'UNKNOWN'}",
        f"CENTER_NAME = {center}",
        f"REF_FRAME = {frame}",
        "TIME_SYSTEM = UTC",
        f"START_TIME = {stamps[0]}",
        f"STOP_TIME = {stamps[-1]}",
        "INTERPOLATION = HERMITE",
        f"INTERPOLATION_DEGREE = {min(7, 2 * len(trajectory) - 1)}",
        "META_STOP",
        "",
    ]
    rows = [
        f"{stamp} {x:.9f} {y:.9f} {z:.9f} {vx:.12f} {vy:.12f} {vz:.12f}"
        for stamp, (x, y, z), (vx, vy, vz) in zip(
            stamps, (trajectory.r / 1e3).tolist(), (trajectory.v / 1e3).tolist(), strict=True
        )
    ]
    return "\n".join(head + rows) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
