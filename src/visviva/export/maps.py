"""Ground tracks to GeoJSON, KML and CZML."""

import json
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

import numpy as np

from visviva.core.time import Epoch
from visviva.core.trajectory import Trajectory
from visviva.errors import FrameError
from visviva.export.tracks import GroundTrack, cut_at_antimeridian


def geojson_text(tracks: Sequence[GroundTrack]) -> str:
    """A FeatureCollection, one feature a track, cut at the antimeridian (RFC 7946).

    Positions are longitude, latitude in degrees (1e-6, a tenth of a metre) and height in metres;
    ``coordTimes`` holds the UTC of each position, piece by piece, where it is known.
    """
    features = []
    for track in tracks:
        lines, times = [], []
        for piece in cut_at_antimeridian(track.t, track.longitude, track.latitude, track.height):
            degrees = np.degrees(piece[:, 1:3])
            lines.append(
                [
                    [round(lon, 6), round(lat, 6), round(h, 1)]
                    for (lon, lat), h in zip(degrees.tolist(), piece[:, 3].tolist(), strict=True)
                ]
            )
            times.append((track.epoch0 + piece[:, 0]).iso().tolist())
        one = len(lines) == 1
        features.append(
            {
                "type": "Feature",
                "properties": {
                    "name": track.name,
                    "start_utc": _iso(track, 0),
                    "end_utc": _iso(track, -1),
                    **track.properties,
                    **({} if track.between else {"coordTimes": times[0] if one else times}),
                },
                "geometry": {
                    "type": "LineString" if one else "MultiLineString",
                    "coordinates": lines[0] if one else lines,
                },
            }
        )
    return (
        json.dumps(
            {"type": "FeatureCollection", "features": features}, ensure_ascii=False, allow_nan=False
        )
        + "\n"
    )


def kml_text(tracks: Sequence[GroundTrack]) -> str:
    """KML 2.2 (OGC 07-147r2): one placemark a track with its span of time.

    Heights above the ellipsoid as absolute.
    """
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml '
        'xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
        "<name>visviva</name>\n"
    ]
    for track in tracks:
        lines = []
        for piece in cut_at_antimeridian(track.t, track.longitude, track.latitude, track.height):
            degrees = np.degrees(piece[:, 1:3]).tolist()
            where = " ".join(
                f"{lon:.6f},{lat:.6f},{h:.1f}"
                for (lon, lat), h in zip(degrees, piece[:, 3].tolist(), strict=True)
            )
            lines.append(
                f"<LineString><altitudeMode>absolute</altitudeMode><coordinates>{where}</coordinates></LineString>"
            )
        parts.append(
            f"<Placemark><name>{escape(track.name)}</name>\n"
            f"<TimeSpan><begin>{_iso(track, 0)}</begin><end>{_iso(track, -1)}</end></TimeSpan>\n"
            f"<MultiGeometry>\n" + "\n".join(lines) + "\n</MultiGeometry></Placemark>\n"
        )
    return "".join(parts) + "</Document>\n</kml>\n"


def czml_of_tracks(tracks: Sequence[GroundTrack]) -> str:
    """CZML with one moving point and its path a track, in longitude, latitude and height."""
    from czml3 import Position
    from czml3.enums import InterpolationAlgorithms

    packets = []
    for i, track in enumerate(tracks):
        start = _ordinary(track.epoch0, -1.0)
        values = np.stack(
            [
                track.t + float(track.epoch0 - start),
                np.degrees(track.longitude),
                np.degrees(track.latitude),
                track.height,
            ],
            axis=1,
        )
        position = Position(
            epoch=start.iso(6),
            cartographicDegrees=np.round(values, 7).ravel().tolist(),
            interpolationAlgorithm=InterpolationAlgorithms.LAGRANGE,
            interpolationDegree=1,
        )
        packets.append(_packet(f"track-{i}", track.name, position, track.epoch0, track.t))
    return _document(packets)


def czml_of_trajectory(trajectory: Trajectory, name: str) -> str:
    """CZML of a trajectory about the Earth: GCRF as INERTIAL, ITRF as FIXED, TEME turned to GCRF.

    Raises
    ------
    FrameError
        If the trajectory is about the Moon.
    """
    from czml3 import Position
    from czml3.enums import InterpolationAlgorithms

    if trajectory.centre != "earth":
        raise FrameError(
            "CZML shows trajectories about the Earth",
            advice="use .csv or .oem for one about the Moon",
        )
    if trajectory.frame == "TEME":
        trajectory = trajectory.to_frame("GCRF")
    start = _ordinary(trajectory.epoch0, -1.0)
    values = np.column_stack([trajectory.t + float(trajectory.epoch0 - start), trajectory.r])
    position = Position(
        epoch=start.iso(6),
        cartesian=np.round(values, 4).ravel().tolist(),
        referenceFrame="INERTIAL" if trajectory.frame == "GCRF" else "FIXED",
        interpolationAlgorithm=InterpolationAlgorithms.LAGRANGE,
        interpolationDegree=min(5, len(trajectory) - 1),
    )
    return _document([_packet("trajectory", name, position, trajectory.epoch0, trajectory.t)])


def _ordinary(epoch: Epoch, step: float) -> Epoch:
    """The moment, or `step` seconds from it in a leap second, which CZML does not know."""
    return epoch + step if epoch.iso(6)[17:19] == "60" else epoch


def _packet(key: str, name: str, position: Any, epoch0: Epoch, t: Any) -> Any:
    from czml3 import Color, Packet, Path, Point, PolylineMaterial, SolidColorMaterial, TimeInterval

    gold = Color(rgba=[232, 163, 23, 255])
    start = _ordinary(epoch0 + float(t[0]), -1.0)
    end = _ordinary(epoch0 + float(t[-1]), 1.0)
    span = float(t[-1] - t[0])
    line = PolylineMaterial(solidColor=SolidColorMaterial(color=gold))
    packet = Packet(
        id=key,
        name=name,
        position=position,
        availability=TimeInterval(start=start.iso(), end=end.iso()),
        point=Point(color=gold, pixelSize=8),
        path=Path(material=line, width=2, leadTime=span, trailTime=span, resolution=60),
    )
    return packet, start, end


def _document(packets: list[Any]) -> str:
    from czml3 import CZML_VERSION, Clock, Document, IntervalValue, Packet

    if not packets:
        head = Packet(id="document", name="visviva", version=CZML_VERSION)
        return Document(packets=[head]).dumps() + "\n"
    start = min((p[1] for p in packets), key=lambda e: e - packets[0][1])
    end = max((p[2] for p in packets), key=lambda e: e - packets[0][1])
    clock = IntervalValue(
        start=start.iso(), end=end.iso(), value=Clock(currentTime=start.iso(), multiplier=60)
    )
    head = Packet(id="document", name="visviva", version=CZML_VERSION, clock=clock)
    return Document(packets=[head, *(p[0] for p in packets)]).dumps() + "\n"


def _iso(track: GroundTrack, index: int) -> str:
    when = track.between[index] if track.between else track.epoch0 + float(track.t[index])
    text: str = when.iso()
    return text
