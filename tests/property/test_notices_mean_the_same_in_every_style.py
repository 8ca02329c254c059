"""The same areas mean the same in every printed style, and tell of the site they were made from.

Notices are made from launches: rectangles along a flown heading, printed in nine ways of writing a
coordinate and five forms of notice. Places must come back within what the style prints (half a
minute at the most), windows exactly; the site is right in at least 95 % (a single area fits more
than one), and the bearing within 2.5 degrees of the one they were made from.
"""

import math
import random

import pytest

from visviva.analysis.notice import NoticeRequest, place_notice
from visviva.core.geodesy import geodesic_direct
from visviva.data.catalogue import Catalogue

Ring = list[tuple[float, float]]
#: Bands of bearings over the ground that are flown from a site, degrees (rounded, by memory).
SITES = {
    "cape-canaveral": [(40, 48), (90, 108)],
    "vandenberg": [(140, 160), (182, 196)],
    "kourou": [(88, 95), (-2, 6)],
    "jiuquan": [(135, 150), (186, 195), (100, 106)],
    "xichang": [(95, 110), (185, 192)],
    "taiyuan": [(185, 196)],
    "wenchang": [(95, 115), (140, 190)],
    "sriharikota": [(102, 110), (136, 142)],
    "tanegashima": [(90, 110), (130, 170)],
    "baikonur": [(60, 66), (193, 195)],
    "plesetsk": [(0, 4), (340, 358), (40, 62)],
    "vostochny": [(40, 52), (342, 350)],
    "sohae": [(178, 182)],
    "mahia": [(90, 180)],
    "wallops": [(90, 130)],
    "palmachim": [(284, 292)],
}


def printed(lat: float, lon: float, style: int) -> str:
    """A place in one of nine styles."""
    ns, ew = "N" if lat >= 0 else "S", "E" if lon >= 0 else "W"
    tenths, seconds = [], []
    for x in (abs(lat), abs(lon)):
        m = round(x * 60, 1)
        tenths += [int(m // 60), m % 60]
        s = round(x * 3600)
        seconds += [s // 3600, s // 60 % 60, s % 60]
    d, m, e, n = tenths
    a, b, c, o, p, q = seconds
    whole = [round(abs(x) * 60) for x in (lat, lon)]
    (f, g), (h, i) = divmod(whole[0], 60), divmod(whole[1], 60)
    return (
        f"{d:02d}-{m:04.1f}{ns} {e:03d}-{n:04.1f}{ew}",
        f"{f:02d}-{g:02d}{ns} {h:03d}-{i:02d}{ew}",
        f"{a:02d}-{b:02d}-{c:02d}{ns} {o:03d}-{p:02d}-{q:02d}{ew}",
        f"{ns}{a:02d}{b:02d}{c:02d}{ew}{o:03d}{p:02d}{q:02d}",
        f"{a:02d}{b:02d}{c:02d}{ns} {o:03d}{p:02d}{q:02d}{ew}",
        f"{a:02d}°{b:02d}'{c:02d}\"{ns} {o:03d}°{p:02d}'{q:02d}\"{ew}",
        f"{f:02d}{g:02d}{ns}{h:03d}{i:02d}{ew}",
        f"{d:02d} {m:04.1f} {ns} {e:03d} {n:04.1f} {ew}",
        f"{d:02d}-{m:04.1f}{ns}/{e:03d}-{n:04.1f}{ew}",
    )[style]


def rectangle(pad: tuple[float, float], bearing: float, away: float, half: float) -> Ring:
    """Corners (deg) `away` m along a bearing (rad): `half` m long on either side, 0.4 as wide."""
    ring = []
    for along, across in ((-1, -1), (-1, 1), (1, 1), (1, -1)):
        lat, lon, onward = geodesic_direct(*pad, bearing, away + along * half)
        lat, lon, _ = geodesic_direct(lat, lon, onward + math.pi / 2, across * 0.4 * half)
        ring.append((math.degrees(lat), (math.degrees(lon) + 180) % 360 - 180))
    return ring


def launch(rng: random.Random, site: str) -> tuple[float, list[Ring]]:
    """Bearing (rad) and areas of a made launch."""
    lat, lon, _ = Catalogue.bundled().site(site).location()
    bearing = math.radians(rng.uniform(*rng.choice(SITES[site])))
    first = rng.uniform(350e3, 900e3)
    areas = []
    for chance, away, half, off in (
        (0.6, rng.uniform(15e3, 35e3), rng.uniform(20e3, 40e3), 0.0),
        (1.0, first, rng.uniform(30e3, 90e3), rng.gauss(0.0, 0.7)),
        (0.5, first * rng.uniform(1.3, 2.0), rng.uniform(40e3, 120e3), rng.gauss(0.5, 1.0)),
        (0.4, rng.uniform(2200e3, 3800e3), rng.uniform(100e3, 300e3), rng.gauss(1.5, 1.5)),
    ):
        if rng.random() <= chance:
            areas.append(rectangle((lat, lon), bearing + math.radians(off), away, half))
    return bearing, areas


def warning(areas: list[Ring], style: int, form: int) -> str:
    """A notice of the areas for 12 May 2024, 16:06 to 18:54 UTC."""
    rows = [[printed(*corner, style) for corner in ring] for ring in areas]
    letters = "ABCDEFG"
    if form == 0:
        body = "\n".join(f"{x}. {', '.join(r)}." for x, r in zip(letters, rows, strict=False))
        head = "HAZARDOUS OPERATIONS, ROCKET LAUNCHING 121606Z TO 121854Z MAY IN AREAS BOUND BY:"
        return f"HYDROPAC 1234/24(00).\n1. {head}\n{body}\n2. CANCEL THIS MSG 121954Z MAY 24."
    if form == 1:
        head = "NOTAMN B) 2405121606 C) 2405121854 E) A TEMPORARY DANGER AREA BOUNDED BY: "
        return "\n".join(
            f"A100{k}/24 {head}{'-'.join(r)} BACK TO START." for k, r in enumerate(rows)
        )
    if form == 2:
        parts = ["NAVAREA XI 24-0100\nROCKET LAUNCHING. 1606Z TO 1854Z 12 MAY 2024."]
        for k, r in enumerate(rows, 1):
            parts += [f"AREA {k}:", *(f"({j}) {p}" for j, p in enumerate(r, 1))]
        return "\n".join(parts)
    if form == 3:
        rings = [
            f"area {k} bounded by lines joining {' ; '.join([*r, r[0]])}"
            for k, r in enumerate(rows)
        ]
        return "From 121606 UTC May 24 to 121854 UTC May 24 rocket launch: " + "; ".join(rings)
    crosswise = [[r[0], r[2], r[1], r[3]] for r in rows]
    body = "\n\n".join(f"({x}) {', '.join(r)}" for x, r in zip(letters, crosswise, strict=False))
    return (
        f"NAVAREA VIII 100/24\nROCKET LAUNCHING BETWEEN 1606 AND 1854 UTC ON 12 MAY 24 IN\n{body}"
    )


@pytest.mark.parametrize("count", [20, pytest.param(60, marks=pytest.mark.slow)])
def test_made_notices_come_back(count: int) -> None:
    """A third of them always, all in `make validate`."""
    rng = random.Random(7)
    right, off_bearing = 0, 0
    for _ in range(count):
        site = rng.choice(list(SITES))
        bearing, areas = launch(rng, site)
        text = warning(areas, rng.randrange(9), rng.randrange(5))
        found = place_notice(NoticeRequest(text=text)).to_dict()
        assert [len(a["polygon"]) for a in found["areas"]] == [4] * len(areas), text
        assert [w["start_utc"] for w in found["windows"]] == ["2024-05-12T16:06:00Z"], text
        for area, ring in zip(found["areas"], areas, strict=True):
            for lat, lon in ring:
                gaps = [
                    max(abs(lat - a), abs((lon - o + 180) % 360 - 180)) for a, o in area["polygon"]
                ]
                assert min(gaps) < 0.51 / 60.0, text
        slug = found["site"]["slug"]
        # Pads some kilometres apart.
        slug = {"hainan-commercial": "wenchang", "kennedy": "cape-canaveral"}.get(slug, slug)
        right += slug == site
        if slug == site:
            off = (found["bearing_deg"] - math.degrees(bearing) + 180.0) % 360.0 - 180.0
            off_bearing += abs(off) > 2.5
    assert right >= 0.95 * count
    assert off_bearing <= 1
