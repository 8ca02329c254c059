"""Passes of N low orbits over one site in a week, ours and peers, in one run.

Time, and what is found of the truth.

    python -m benchmarks.passes [N=1000] [--peers sgp4-predict,skyfield,brahe] [--truth 40]

Slow peers run on the first objects only; the column "s per 1000" scales them. Truth: the `sgp4`
package on a 1 s grid for the first objects with the full frames of `visviva.core.frames`; a pass is
found where one of a peer's overlaps it. The bound is SGP4 alone for the positions that a search
without the prune asks for.
"""

import argparse
import datetime as dt
import importlib
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from sgp4.api import WGS72, Satrec
from sgp4.exporter import export_tle

from benchmarks.passes_scale import EPOCH_JD, LEAST, START, bound, clocks, low_orbits
from visviva.core.frames import rotate, teme_to_itrf_matrix
from visviva.core.geodesy import azimuth_elevation_range
from visviva.core.place import Place
from visviva.observe.passes.search import find_passes
from visviva.orbit.sgp4 import Sgp4Catalogue

DAYS = 7.0
SITE = Place.parse("39.04,125.71")
T0 = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
Rows = list[tuple[int, float, float]]


def lines_of(n: int) -> list[tuple[str, str]]:
    """The synthetic orbits as two-line sets, so that all see the same rounded elements."""
    out = []
    for i, (jd, _, bstar, ecco, argpo, inclo, mo, no, nodeo) in enumerate(low_orbits(n).elements):
        s = Satrec()
        s.sgp4init(
            WGS72,
            "i",
            10_000 + i,
            jd - 2433281.5,
            bstar,
            0.0,
            0.0,
            ecco,
            argpo,
            inclo,
            mo,
            no,
            nodeo,
        )
        s.classification, s.intldesg = "U", "26001A"
        out.append(export_tle(s))
    return out


def truth(satrecs: list[Satrec]) -> Rows:
    """Rise and set to a second."""
    t = np.arange(0.0, DAYS * 86400.0 + 1.0)
    up = np.zeros((len(satrecs), t.size), dtype=bool)
    for part in np.array_split(np.arange(t.size), 30):
        turned = teme_to_itrf_matrix(START + t[part])
        for i, s in enumerate(satrecs):
            _, r, _ = s.sgp4_array(np.full(part.size, EPOCH_JD), t[part] / 86400.0)
            up[i, part] = (
                azimuth_elevation_range(
                    (SITE.latitude, SITE.longitude, 0.0), rotate(turned, r * 1e3)
                )[1]
                > LEAST
            )
    rows = []
    for i in range(len(satrecs)):
        edge = np.diff(np.concatenate([[0], up[i].astype(np.int8), [0]]))
        rows += [
            (i, t[a], t[b - 1])
            for a, b in zip(np.flatnonzero(edge == 1), np.flatnonzero(edge == -1), strict=True)
        ]
    return rows


def sgp4_predict(lines: list[tuple[str, str]]) -> Rows:
    peer = importlib.import_module("sgp4_predict")

    class Window:
        start, end = T0, T0 + dt.timedelta(days=DAYS)

    site = peer.GeodeticPoint(39.04, 125.71, 0.0)
    predictors = [peer.Predictor.from_tle(peer.Tle("S", a, b)) for a, b in lines]
    return [
        (i, (x.start - T0).total_seconds(), (x.end - T0).total_seconds())
        for i, p in enumerate(predictors)
        for x in p.transits_iter(site, Window, 10.0)
    ]


def skyfield(lines: list[tuple[str, str]]) -> Rows:
    api = importlib.import_module("skyfield.api")
    ts = api.load.timescale(builtin=True)
    site, a, b = api.wgs84.latlon(39.04, 125.71), ts.utc(2026, 1, 1), ts.utc(2026, 1, 8)
    out: Rows = []
    for i, (one, two) in enumerate(lines):
        times, kinds = api.EarthSatellite(one, two, ts=ts).find_events(site, a, b, 10.0)
        rise = 0.0
        for moment, kind in zip(
            (times.tt - a.tt) * 86400.0 if len(times) else [], kinds, strict=True
        ):
            if kind == 0:
                rise = moment
            elif kind == 2:
                out.append((i, rise, moment))
    return out


def brahe(lines: list[tuple[str, str]]) -> Rows:
    bh = importlib.import_module("brahe")
    bh.set_global_eop_provider(bh.StaticEOPProvider.from_zero())
    propagators = [
        bh.SGPPropagator.from_tle(a, b).with_name(str(i)) for i, (a, b) in enumerate(lines)
    ]
    start = bh.Epoch(2026, 1, 1)
    site, elevation = bh.PointLocation(125.71, 39.04, 0.0), bh.ElevationConstraint(10.0)
    found = bh.location_accesses(site, propagators, start, start + DAYS * 86400.0, elevation)
    return [(int(x.satellite_name), x.window_open - start, x.window_close - start) for x in found]


PEERS: dict[str, tuple[Callable[[list[tuple[str, str]]], Rows], int]] = {
    "sgp4-predict": (sgp4_predict, 50),
    "skyfield": (skyfield, 10),
    "brahe": (brahe, 40),
}


def score(found: Rows, exact: Rows, n: int) -> tuple[str, str, int]:
    """Found of the truth, found of its passes under 60 s, and passes that are not in it.

    Over the first `n`.
    """
    table = np.array([row for row in found if row[0] < n], dtype=float).reshape(-1, 3)
    exact_n = np.array([row for row in exact if row[0] < n], dtype=float).reshape(-1, 3)
    overlap = (
        (table[:, None, 0] == exact_n[None, :, 0])
        & (table[:, None, 1] <= exact_n[None, :, 2] + 2.0)
        & (table[:, None, 2] >= exact_n[None, :, 1] - 2.0)
    )
    hit, short = overlap.any(axis=0), exact_n[:, 2] - exact_n[:, 1] < 60.0
    # a pass shorter than the truth's grid is not invented
    extra = ~overlap.any(axis=1) & (table[:, 2] - table[:, 1] > 1.5)
    return f"{hit.sum()}/{hit.size}", f"{(hit & short).sum()}/{short.sum()}", int(extra.sum())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("n", type=int, nargs="?", default=1000)
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--truth", type=int, default=40)
    parser.add_argument("--repeat", type=int, default=7)
    options = parser.parse_args()
    lines = lines_of(options.n)
    satrecs = [Satrec.twoline2rv(a, b) for a, b in lines]
    catalogue = Sgp4Catalogue.from_satrecs(satrecs)
    exact = truth(satrecs[: options.truth])
    find_passes(catalogue.take(slice(0, 20)), SITE, START, DAYS * 86400.0, LEAST)
    rows: list[tuple[str, int, int, float, Any]] = []
    for threads in (2, 1):
        best = float("inf")
        for _ in range(options.repeat):
            began = time.perf_counter()
            p = find_passes(catalogue, SITE, START, DAYS * 86400.0, LEAST, threads=threads)
            best = min(best, time.perf_counter() - began)
        mine = list(zip(p.object_index.tolist(), p.rise.tolist(), p.set.tolist(), strict=True))
        rows.append(
            (
                f"visviva, {threads} threads",
                options.n,
                len(p),
                best,
                score(mine, exact, options.truth),
            )
        )
    for name in filter(None, options.peers.split(",")):
        function, most = PEERS[name]
        n = min(most, options.n)
        try:
            function(lines[:1])
        except ImportError:
            print(f"{name} is not installed")
            continue
        began = time.perf_counter()
        theirs = function(lines[:n])
        rows.append(
            (
                name,
                n,
                len(theirs),
                time.perf_counter() - began,
                score(theirs, exact, min(n, options.truth)),
            )
        )
    spent = []
    for _ in range(3):
        begun = clocks()
        bound(catalogue, DAYS, 2)
        spent.append(float((clocks() - begun)[0]))
    least = min(spent)
    base = 1000.0 * rows[0][3] / rows[0][1]
    print(
        f"\npasses over 10 degrees, one site, {DAYS:g} days; bound (SGP4 alone, 2 threads) "
        f"{least:.3f} s\n"
    )
    print(
        "| finder | objects | passes | s | s per 1000 | times ours | found | found under 60 s | "
        "invented |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name, n, count, seconds, (found, short, extra) in rows:
        each = 1000.0 * seconds / n
        print(
            f"| {name} | {n} | {count} | {seconds:.3f} | {each:.3g} | {each / base:.3g} | {found} "
            f"| {short} | {extra} |"
        )


if __name__ == "__main__":
    main()
