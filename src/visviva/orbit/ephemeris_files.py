"""Ephemerides of others as paths: SP3 and CCSDS OEM files.

Limits: SP3-a to d with positions, or positions and velocities, in an Earth-fixed frame; OEM in KVN
about the Earth or the Moon in the frames that `Trajectory` knows and in EME2000. Clock, covariance
and accuracy columns are passed over. Nothing is interpolated over a gap: where states are missing
for more than three usual steps the path is cut in two.

References: S. Hilla, The Extended Standard Product 3 Orbit Format (SP3-d), 2016; CCSDS 502.0-B-3
(2023), section 5.
"""

import math
import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np

from visviva.core.time import Epoch
from visviva.core.trajectory import Frame
from visviva.errors import InputError
from visviva.orbit.ephemeris_paths import ObjectPath, States, damaged, moment, paths_of
from visviva.orbit.gp.door import beginning_of, text_of

_DATE = re.compile(r"(\d{4})-(?:(\d\d)-(\d\d)|(\d{3}))T(\d\d):(\d\d):(\d\d(?:\.\d*)?)Z?", re.ASCII)
_EARTH_FIXED = re.compile(r"ITR|IGS|IGB|WGS|SLR|ETR|PZ9", re.I)
_FRAMES: Final[dict[tuple[str, str], Frame]] = {
    ("EARTH", "GCRF"): "GCRF",
    ("EARTH", "ICRF"): "GCRF",
    ("EARTH", "EME2000"): "GCRF",
    ("EARTH", "J2000"): "GCRF",
    ("EARTH", "TEME"): "TEME",
    ("MOON", "ICRF"): "ICRF-moon",
    ("MOON", "GCRF"): "ICRF-moon",
    ("MOON", "EME2000"): "ICRF-moon",
}


def is_ephemeris(source: str | Path | bytes) -> bool:
    r"""Whether a file, its bytes or its text begin as SP3 or as an OEM in KVN do.

    Examples
    --------
    >>> is_ephemeris("CCSDS_OEM_VERS = 2.0\n"), is_ephemeris("ISS\n1 25544U 98067A ...\n")
    (True, False)
    """
    if isinstance(source, str) and "\n" in source:
        return _form(source) is not None
    try:
        if isinstance(source, bytes):
            return _form(beginning_of(BytesIO(source))) is not None
        path = Path(source)
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return _form(beginning_of(stream)) is not None
    except (OSError, ValueError):
        return False  # the reader will say what is wrong


def _form(text: str) -> str | None:
    """``sp3`` or ``oem``, by how a text begins."""
    start = text.lstrip()[:40]
    if re.match(r"#[a-dA-D][PV]\d{4}", start):
        return "sp3"
    return "oem" if start.startswith("CCSDS_OEM_VERS") else None


def read_ephemeris(source: str | Path | bytes, *, name: str = "") -> tuple[ObjectPath, ...]:
    """Every object's path in a file of states, of its bytes or of its text; gzip is unpacked.

    Raises
    ------
    InputError
        If the file cannot be read, is no SP3 or OEM, or a line of it is damaged; the line is named.

    Examples
    --------
    >>> text = '''CCSDS_OEM_VERS = 2.0
    ... CREATION_DATE = 2024-06-07T00:00:00
    ... ORIGINATOR = EXAMPLE
    ... META_START
    ... OBJECT_NAME = A
    ... OBJECT_ID = 2024-001A
    ... CENTER_NAME = EARTH
    ... REF_FRAME = GCRF
    ... TIME_SYSTEM = UTC
    ... META_STOP
    ... 2024-06-07T00:00:00 7000.0 0.0 0.0 0.0 7.5 0.0
    ... 2024-06-07T00:01:00 6985.0 450.0 0.0 -0.5 7.48 0.0
    ... '''
    >>> (path,) = read_ephemeris(text)
    >>> path.name, path.trajectory.frame, float(path.trajectory.v[0, 1])
    ('A', 'GCRF', 7500.0)
    """
    text, label = text_of(source, name)
    form = _form(text)
    if form == "sp3":
        paths = _read_sp3(text, label)
    elif form == "oem":
        paths = _read_oem(text, label)
    else:
        raise InputError(
            f"no ephemeris that is known; it begins {text.lstrip()[:20]!r}",
            advice="give SP3, or an OEM in KVN (KEY = VALUE)",
            place=label or None,
        )
    if not paths:
        raise InputError("the ephemeris holds no state", place=label or None)
    return tuple(_once(paths))


def _once(paths: Sequence[ObjectPath]) -> list[ObjectPath]:
    """Every path once: of a message that stands in a file again nothing is new."""
    kept: dict[tuple[object, ...], ObjectPath] = {}
    for path in paths:
        states = path.trajectory
        key = (path.name, states.epochs.iso(6).tobytes(), states.r.tobytes(), states.v.tobytes())
        kept.setdefault(key, path)
    return list(kept.values())


# --- SP3


def _read_sp3(text: str, label: str) -> list[ObjectPath]:
    lines = text.split("\n")
    frame = lines[0].lstrip()[46:51].strip()
    if not _EARTH_FIXED.match(frame):
        raise InputError(
            f"the SP3 file is in {frame or 'no frame'!r}",
            advice="an Earth-fixed one such as ITRF is read",
            place=label or None,
        )
    scale = next((line[9:12] for line in lines if line.startswith("%c")), "GPS")
    scale = "GPS" if scale == "ccc" else scale
    found: dict[str, States] = {}
    origin: Epoch | None = None
    now = 0.0
    for number, line in enumerate(lines, 1):
        mark = line[:1]
        try:
            if mark == "*":
                epoch = _sp3_epoch(line, scale)
                origin = epoch if origin is None else origin
                now = float(epoch - origin)
            elif mark == "P" and origin is not None:
                _add_position(found, line, now)
            elif mark == "V" and origin is not None:
                states = found.get(line[1:4].strip())
                if states is not None and states.t and states.t[-1] == now:
                    states.v.append([x * 1e-4 for x in _three(line)])  # dm/s
            elif line.startswith("EOF"):
                break
        except ValueError as err:
            raise damaged(label, number, err) from err
    if origin is None:
        return []
    return [
        path
        for key, states in found.items()
        for path in paths_of(key, "", states, origin, "ITRF", label)
    ]


def _sp3_epoch(line: str, scale: str) -> Epoch:
    year, month, day, hour, minute = (int(x) for x in line[1:].split()[:5])
    second = float(line[1:].split()[5])
    return moment(scale, year, month, day, hour, minute, second)


def _add_position(found: dict[str, States], line: str, now: float) -> None:
    position = _three(line)
    if not any(position):  # how the format says that there is none
        return
    states = found.setdefault(line[1:4].strip(), States([], [], []))
    states.t.append(now)
    states.r.append(position)


def _three(line: str) -> list[float]:
    return [_finite(line[k : k + 14]) for k in (4, 18, 32)]


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text.strip()[:20]!r} is no finite number")
    return value


# --- OEM


def _read_oem(text: str, label: str) -> list[ObjectPath]:
    paths: list[ObjectPath] = []
    meta: dict[str, str] = {}
    states = States([], [], [])
    origin: Epoch | None = None
    part = "header"
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if not line or line.startswith("COMMENT"):
            continue
        try:
            if line in ("META_START", "META_STOP", "COVARIANCE_START", "COVARIANCE_STOP"):
                if line == "META_START":
                    paths += _segment(meta, states, origin, label)
                    meta, states, origin = {}, States([], [], []), None
                part = {"META_START": "meta", "COVARIANCE_START": "covariance"}.get(line, "data")
            elif line.startswith("CCSDS_OEM_VERS"):  # one message may follow another
                part = "header"
            elif part == "meta":
                key, _, value = (x.strip() for x in line.partition("="))
                meta[key.upper()] = value
            elif part == "data":
                stamp, *figures = line.split()
                if len(figures) not in (6, 9):
                    raise ValueError(f"{len(figures)} figures where 6 or 9 belong")
                epoch = _oem_epoch(stamp, meta.get("TIME_SYSTEM", ""))
                origin = epoch if origin is None else origin
                state = [_finite(x) for x in figures[:6]]
                states.t.append(float(epoch - origin))
                states.r.append(state[:3])
                states.v.append(state[3:])
        except ValueError as err:
            raise damaged(label, number, err) from err
    return paths + _segment(meta, states, origin, label)


def _oem_epoch(stamp: str, scale: str) -> Epoch:
    found = _DATE.fullmatch(stamp)
    if not found:
        raise ValueError(f"{stamp[:30]!r} is no time")
    year, month, day, ordinal, hour, minute, second = found.groups()
    if ordinal is not None:
        month, day = "1", ordinal
    fields = int(year), int(month), int(day), int(hour), int(minute), float(second)
    return moment(scale.upper(), *fields)


def _segment(
    meta: dict[str, str], states: States, origin: Epoch | None, label: str
) -> list[ObjectPath]:
    if origin is None:
        return []
    center, frame = meta.get("CENTER_NAME", "").upper(), meta.get("REF_FRAME", "").upper()
    known: Frame | None = _FRAMES.get((center, frame))
    if center == "EARTH" and frame.startswith(("ITRF", "ITRS", "WGS")):
        known = "ITRF"
    if known is None:
        raise InputError(
            f"states about {center or '?'} in {frame or '?'}",
            advice="GCRF, ICRF, EME2000, TEME and ITRF about the Earth and ICRF about the Moon are "
            "read",
            place=label or None,
        )
    if frame in ("EME2000", "J2000"):
        states.r, states.v = _from_j2000(states.r), _from_j2000(states.v)
    name, object_id = meta.get("OBJECT_NAME", ""), meta.get("OBJECT_ID", "")
    return paths_of(name, object_id, states, origin, known, label)


def _from_j2000(rows: list[Sequence[float]]) -> list[Sequence[float]]:
    """Mean equator and equinox of J2000 to GCRF: the frame bias of IAU 2006, 23 mas."""
    import erfa

    bias = erfa.bp06(2451545.0, 0.0)[0]
    out: list[Sequence[float]] = (np.asarray(rows) @ bias).tolist()
    return out
