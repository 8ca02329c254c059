"""`visviva crew rendezvous`: a plan on stdout and as a picture."""

from pathlib import Path

import numpy as np
import typer

from visviva.analysis.docking_plan import RendezvousRequest, plan_docking
from visviva.analysis.rendezvous import Meeting
from visviva.cli.crew.shared import tell_rejected
from visviva.cli.output import emit, note, print_table, say
from visviva.cli.page import PageTarget


def run(
    request: RendezvousRequest,
    picture: Path | None,
    *,
    page: PageTarget,
    as_json: bool,
    as_csv: bool,
    strict: bool,
) -> None:
    """Plan, draw, print."""
    if picture is not None:
        from visviva.plot.rendezvous import check_picture

        check_picture(picture)
    result = plan_docking(request)
    tell_rejected(result.case.rejected)
    payload = result.to_dict()
    page.write(payload, draw=lambda path: _draw(result.meeting, path, page.lang))
    if picture is not None:
        _draw(result.meeting, picture, page.lang)
        note(f"visviva: relative motion drawn in {picture}")
    emit(
        payload,
        rows=result.ROWS,
        as_json=as_json,
        as_csv=as_csv,
        columns=result.COLUMNS,
        table=lambda: _table(result.meeting),
    )
    if strict and not result.possible:
        raise typer.Exit(1)


def _draw(meeting: Meeting, path: Path, lang: str) -> None:
    from visviva.plot.rendezvous import draw_plan

    draw_plan(meeting.plan, path, lang=lang)


def _table(m: Meeting) -> None:
    p = m.plan
    rows = [
        {
            "burn": b.name,
            "UTC": b.epoch.iso(0)[:19].replace("T", " "),
            "m/s": f"{b.delta_v:.2f}",
            "forward": f"{b.local[0]:+.2f}",
            "normal": f"{b.local[1]:+.2f}",
            "up": f"{b.local[2]:+.2f}",
            "range km": f"{b.distance / 1e3:,.1f}",
            "clear if missed km": f"{(b.clearance or 0.0) / 1e3:,.2f}",
        }
        for b in p.burns
    ]
    print_table(
        rows,
        title=f"{m.profile.name}: {np.degrees(p.gap):.1f}° to close, docking {p.docking.iso(0)}",
    )
    tanks = "" if m.propellant is None else f", {m.propellant:.0f} kg of propellant"
    have = "" if m.budget is None else f" of {m.budget:.0f} m/s that deorbit leaves"
    say(f"{p.delta_v:.1f} m/s{have}{tanks}")
    say(
        f"{'passively safe' if p.safe else 'NOT passively safe'}: no missed burn brings the ship "
        "nearer than "
        f"{p.clearance:.0f} m in two revolutions (keep-out {p.keep_out:.0f} m)"
    )
    light = "in sunlight" if m.sunlit > 0.5 else "in the Earth's shadow"
    heard = ", ".join(m.heard) or "no ground site of the ship's country (relay satellites only)"
    say(
        f"docking {light}, Sun {np.degrees(m.sun_ahead):.0f}° from the line of approach; heard by "
        f"{heard}"
    )
    for text, v, when, safe in m.contingencies:
        if v is None or when is None:
            say(f"{text}: no plan found")
        else:
            say(
                f"{text}: {v:.0f} m/s in all, docking {when.iso(0)}, "
                f"{'safe' if safe else 'NOT safe'}"
            )
