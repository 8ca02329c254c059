"""Chances of a picture and revisit, ours and peers', in one run: time, and what is found.

    python -m benchmarks.observe [--places 1000] [--days 30] [--satellites 100] [--cell-deg 1]
                                 [--week 7] [--peers tatc,brahe]

Peers need other versions than ours, so they have an interpreter of their own:
VISVIVA_OBSERVE_PEERS_PYTHON names it, with `tatc` and `brahe` installed; a peer that is not there
is named as absent. They run on fewer places, which the table says, and are compared by the time for
a place and day (images) and for a satellite, cell and day (revisit). All start from the same
two-line sets. brahe has no revisit of a grid; TAT-C's is its observations of points with its gaps.
"""

import argparse
import datetime as dt
import json
import math
import os
import resource
import subprocess
import time
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.passes import lines_of
from visviva.analysis.cameras import camera_of
from visviva.analysis.images import ImagesRequest, find_images
from visviva.core.place import Place
from visviva.core.time import DAY_S, Epoch
from visviva.observe.coverage import cover
from visviva.orbit.gp import ElementSet, read_elements
from visviva.orbit.sgp4 import Sgp4Catalogue

PYTHON = os.environ.get("VISVIVA_OBSERVE_PEERS_PYTHON", "")
START = Epoch.parse("2026-01-01T00:00:00Z")
OFF_NADIR = 30.0
#: How many places peers are asked about, and satellites for revisit.
PEER_PLACES, PEER_SATELLITES, PEER_CELLS, PEER_DAYS = 4, 2, 4, 7.0

PEER = """
import datetime as dt, json, sys, time
ask = json.load(sys.stdin)
start = dt.datetime.fromisoformat(ask["start"])
end = start + dt.timedelta(days=ask["days"])
def tatc():
    import tatc  # noqa: F401
    from tatc.analysis import aggregate_observations, collect_multi_observations
    from tatc.analysis import reduce_observations
    from tatc.schemas import Instrument, Point, Satellite, TwoLineElements
    instrument = Instrument(name="i", field_of_regard=2.0 * ask["off_nadir"])
    sats = [Satellite(name=str(k), orbit=TwoLineElements(tle=list(pair)), instruments=[instrument])
            for k, pair in enumerate(ask["lines"])]
    points = [Point(id=k, latitude=a, longitude=b) for k, (a, b) in enumerate(ask["places"])]
    def run():
        out, gaps = [], []
        for k, point in enumerate(points):
            found = collect_multi_observations(point, sats, start, end)
            out += [(k, t.timestamp()) for t in found.epoch]
            if ask["revisit"] and len(found) > 1:
                mean = reduce_observations(aggregate_observations(found)).revisit.iloc[0]
                gaps.append(mean.total_seconds())
        return out, gaps
    return run
def brahe():
    import brahe as bh
    bh.set_global_eop_provider(bh.StaticEOPProvider.from_zero())
    off = bh.OffNadirConstraint(max_off_nadir_deg=ask["off_nadir"])
    both = bh.ConstraintAll([off, bh.ElevationConstraint(0.0)])
    sats = [bh.SGPPropagator.from_tle(*pair) for pair in ask["lines"]]
    points = [bh.PointLocation(b, a, 0.0) for a, b in ask["places"]]
    first = bh.Epoch(start.year, start.month, start.day, 0, 0, 0.0)
    def run():
        out = []
        for k, point in enumerate(points):
            windows = bh.location_accesses(point, sats, first, first + 86400.0 * ask["days"], both)
            out += [(k, start.timestamp() + float(w.midtime - first)) for w in windows]
        return out, []
    return run
run = {"tatc": tatc, "brahe": brahe}[ask["peer"]]()
wall, cpu = time.perf_counter(), time.process_time()
found, gaps = run()
print(json.dumps({"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu,
    "found": found, "gaps": gaps}))
"""


def asked() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--places", type=int, default=1000)
    parser.add_argument("--days", type=float, default=30.0)
    parser.add_argument("--satellites", type=int, default=100)
    parser.add_argument("--cell-deg", type=float, default=1.0)
    parser.add_argument("--week", type=float, default=7.0)
    parser.add_argument("--peers", default="tatc,brahe")
    return parser.parse_args()


def places(count: int) -> list[tuple[float, float]]:
    """Latitudes and longitudes spread evenly over the globe, degrees."""
    rng = np.random.default_rng(7)
    lat = np.degrees(np.arcsin(rng.uniform(-0.98, 0.98, count)))
    return list(zip(lat.tolist(), rng.uniform(-180.0, 180.0, count).tolist(), strict=True))


def read(lines: list[tuple[str, str]]) -> tuple[ElementSet, ...]:
    """The two-line sets as ours reads them."""
    return tuple(read_elements("".join(f"{a}\n{b}\n" for a, b in lines)).elements)


def clocked(work: Any) -> tuple[Any, float, float]:
    """Result, seconds by the clock and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    out = work()
    return out, time.perf_counter() - wall, time.process_time() - cpu


def ask_peer(
    peer: str, lines: list[tuple[str, str]], where: list[tuple[float, float]], **more: Any
) -> dict[str, Any] | str:
    """A peer's answer and times, or why it is absent."""
    if not PYTHON:
        return "absent: VISVIVA_OBSERVE_PEERS_PYTHON names no interpreter"
    ask = {
        "peer": peer,
        "lines": lines,
        "places": where,
        "start": dt.datetime(2026, 1, 1, tzinfo=dt.UTC).isoformat(),
        "off_nadir": OFF_NADIR,
        "revisit": False,
    } | more
    done = subprocess.run(
        [PYTHON, "-W", "ignore", "-c", PEER],
        input=json.dumps(ask),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return "absent: " + (done.stderr.strip().splitlines() or ["no reason"])[-1][:100]
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def images(args: argparse.Namespace) -> None:
    """One camera over many places."""
    lines = lines_of(1)
    where = places(args.places)
    spots = [Place.from_degrees(a, b) for a, b in where]
    limit = math.radians(OFF_NADIR)
    ask = ImagesRequest(
        read(lines),
        spots,
        START,
        args.days * DAY_S,
        max_off_nadir=limit,
        camera=camera_of("malligyong-1"),
    )
    find_images(replace(ask, places=spots[:1], duration=DAY_S))  # compiles

    def work() -> Any:
        result = find_images(ask)
        result.to_dict()
        return result.seen[0].chances

    found, wall, cpu = clocked(work)
    ours = cpu / (len(where) * args.days)
    print(
        "Ours is the whole answer with rows and ratings, of peers the windows alone.\n\n"
        "| images of one camera | places | days | s by the clock | s of processor | s per 1,000 "
        "place-days | ratio | chances found |\n| --- | --- | --- | --- | --- | --- | --- | --- |"
    )
    print(
        f"| visviva | {len(where)} | {args.days:g} | {wall:.1f} | {cpu:.1f} | {1e3 * ours:.3f} "
        f"| 1 | {found.t.size} |"
    )
    for peer in args.peers.split(",") if args.peers else []:
        some = where[:PEER_PLACES]
        days = min(args.days, PEER_DAYS)
        answer = ask_peer(peer, lines, some, days=days)
        if isinstance(answer, str):
            print(f"| {peer} | {answer} | | | | | | |")
            continue
        theirs = answer["cpu"] / (len(some) * days)
        begin = dt.datetime(2026, 1, 1, tzinfo=dt.UTC).timestamp()
        mine = [
            (int(s), float(t))
            for s, t in zip(found.site, found.t, strict=True)
            if s < len(some) and t < days * DAY_S
        ]
        met = sum(
            any(s == k and abs(t - (when - begin)) < 120.0 for k, when in answer["found"])
            for s, t in mine
        )
        print(
            f"| {peer} | {len(some)} | {days:g} | {answer['wall']:.1f} | {answer['cpu']:.1f} "
            f"| {1e3 * theirs:.3f} | {theirs / ours:.0f} | {len(answer['found'])}, {met} of our "
            f"{len(mine)} |"
        )


def revisit(args: argparse.Namespace) -> None:
    """Gaps on a grid."""
    lines = lines_of(args.satellites)
    sats = Sgp4Catalogue.from_element_sets(read(lines))
    limit, cell = math.radians(OFF_NADIR), math.radians(args.cell_deg)
    cover(sats, START, 0.1 * DAY_S, max_off_nadir=limit, cell=math.radians(20.0))  # compiles
    found, wall, cpu = clocked(
        lambda: cover(sats, START, args.week * DAY_S, max_off_nadir=limit, cell=cell)
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    ours = cpu / (len(lines) * found.latitude.size * args.week)
    print(
        "\n| revisit | satellites | cells | days | s by the clock | s of processor | µs per "
        "satellite, cell and day | ratio |\n| --- | --- | --- | --- | --- | --- | --- | --- |"
    )
    print(
        f"| visviva, {peak:.0f} MB at its peak | {len(lines)} | {found.latitude.size} "
        f"| {args.week:g} | {wall:.1f} | {cpu:.1f} | {1e6 * ours:.3f} | 1 |"
    )
    if "tatc" not in args.peers:
        return
    some = min(PEER_SATELLITES, len(lines))
    where = places(PEER_CELLS)
    days = min(args.week, PEER_DAYS)
    answer = ask_peer("tatc", lines[:some], where, days=days, revisit=True)
    if isinstance(answer, str):
        print(f"| tatc | {answer} | | | | | | |")
        return
    theirs = answer["cpu"] / (some * len(where) * days)
    print(
        f"| tatc | {some} | {len(where)} | {days:g} | {answer['wall']:.1f} "
        f"| {answer['cpu']:.1f} | {1e6 * theirs:.0f} | {theirs / ours:.0f} |"
    )


def main() -> None:
    """Both tables."""
    args = asked()
    images(args)
    revisit(args)


if __name__ == "__main__":
    main()
