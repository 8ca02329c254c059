"""`visviva crew rendezvous`: a plan on stdout and as a picture."""

from pathlib import Path

import numpy as np
import typer

from visviva.analysis.docking_plan import RendezvousRequest, plan_docking
from visviva.analysis.rendezvous import Meeting
from visviva.cli.crew.shared import tell_rejected
from visviva.cli.language import current
from visviva.cli.output import emit, note, print_table, say
from visviva.cli.page import PageTarget
from visviva.cli.sentences.crew import SAY


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
    page.write(payload, draw=lambda path: _draw(result.meeting, path))
    if picture is not None:
        _draw(result.meeting, picture)
        note(SAY("drawn", file=str(picture)))
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


def _draw(meeting: Meeting, path: Path) -> None:
    from visviva.plot.rendezvous import draw_plan

    draw_plan(meeting.plan, path, lang=current())


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
    title = SAY(
        "plan",
        profile=m.profile.name,
        angle=(float(np.degrees(p.gap)), 1),
        utc=p.docking.iso(0),
    )
    print_table(rows, title=title)
    if m.budget is None:
        cost = SAY("cost", speed=(p.delta_v, 1))
    else:
        cost = SAY("cost-of", speed=(p.delta_v, 1), budget=(m.budget, 0))
    if m.propellant is not None:
        cost = SAY("cost-tanks", cost=cost, mass=(m.propellant, 0))
    say(cost)
    nearest = {"clearance": (p.clearance, 0), "keep_out": (p.keep_out, 0)}
    say(SAY("safe" if p.safe else "not-safe", **nearest))
    light = "docking-sunlit" if m.sunlit > 0.5 else "docking-dark"
    heard = ", ".join(m.heard) or SAY("unheard")
    say(SAY(light, sun=(float(np.degrees(m.sun_ahead)), 0), heard=heard))
    for text, v, when, safe in m.contingencies:
        if v is None or when is None:
            say(SAY("no-plan", case=text))
        else:
            kind = "case-safe" if safe else "case-unsafe"
            say(SAY(kind, case=text, speed=(v, 0), utc=when.iso(0)))
