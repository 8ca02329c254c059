"""`visviva crew window`: lift-off times on stdout."""

from pathlib import Path

import numpy as np
import typer

from visviva.analysis.window import WindowRequest, WindowResult, launch_windows
from visviva.cli.crew.shared import tell_rejected
from visviva.cli.language import current
from visviva.cli.output import emit, print_table, remark, say
from visviva.cli.page import PageTarget
from visviva.cli.sentences.crew import SAY


def run(
    request: WindowRequest,
    *,
    page: PageTarget,
    export: Path | None,
    as_json: bool,
    as_csv: bool,
    strict: bool,
) -> None:
    """Search, check the claim, print."""
    result = launch_windows(request)
    tell_rejected(result.case.rejected)
    for line in result.warnings:
        remark(line)
    payload = result.to_dict()
    page.write(payload, draw=lambda path: _draw(result, path))
    if export is not None:
        _draw(result, export)
    emit(
        payload,
        rows=result.ROWS,
        as_json=as_json,
        as_csv=as_csv,
        columns=result.COLUMNS,
        table=lambda: _table(result),
    )
    if strict and result.claim is not None and not result.claim.possible:
        raise typer.Exit(1)


def _draw(result: WindowResult, path: Path) -> None:
    from visviva.plot.crew import draw_windows

    draw_windows(result, path, lang=current())


def _table(result: WindowResult) -> None:
    case, verdict = result.case, result.claim
    rows = [
        {
            "lift-off UTC": w.liftoff.iso(0),
            "bound": "north" if w.northbound else "south",
            "± s": f"{w.sigma:.0f}",
            "lead s": f"{w.liftoff_lead:+.0f}",
            "off plane": f"{np.degrees(w.plane_offset):.3f}°",
            "station behind": f"{np.degrees(w.phase):.1f}°",
            "to close": f"{np.degrees(w.phase_to_close):.1f}°",
            "profile": w.profile or "none fits",
            "azimuth": "flown" if w.known else "best",
        }
        for w in result.windows
    ]
    route = SAY(
        "route",
        ship=case.ship.slug,
        vehicle=case.vehicle.slug,
        site=case.site.slug,
        pad=str(case.pad_key),
    )
    if rows:
        print_table(rows, title=route)
    else:
        say(SAY("no-window", route=route))
    if verdict is not None:
        kind = "possible" if verdict.possible else "impossible"
        say(SAY(f"claim-{kind}", reason=verdict.reason))
