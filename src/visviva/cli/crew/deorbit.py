"""`visviva crew return`: landing opportunities of a ship in its public zones, on stdout."""

from pathlib import Path
from typing import Any

from visviva.analysis.deorbit import DeorbitRequest, DeorbitResult, find_returns
from visviva.cli.language import current
from visviva.cli.output import emit, note, print_table, remark, say
from visviva.cli.page import PageTarget
from visviva.cli.sentences.crew import SAY, regime_name
from visviva.core.message import MessageArgument


def run(
    request: DeorbitRequest,
    said: str,
    *,
    page: PageTarget,
    export: Path | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Search, fly and print."""
    if said:
        remark(said)
    result = find_returns(request)
    payload = result.to_dict()
    page.write(payload, draw=lambda path: _picture(result, path))
    if export is not None:
        _picture(result, export)
    for line in result.notes:
        note(line)
    emit(
        payload,
        rows=result.ROWS,
        as_json=as_json,
        as_csv=as_csv,
        table=lambda: _draw(payload),
    )


def _picture(result: DeorbitResult, path: Path) -> None:
    from visviva.plot.crew import draw_return

    draw_return(result, path, lang=current())


def _draw(payload: dict[str, Any]) -> None:
    zone = payload["zone"]
    title = SAY(
        "opportunities",
        zone=zone["name"],
        radius=f"{zone['radius_km']:g}",
        days=f"{payload['days']:g}",
        start=payload["start_utc"],
        count=(len(payload["opportunities"]), 0),
    )
    print_table(payload["opportunities"], title=title)
    print_table(payload["burns"], title=SAY("first"))
    print_table(payload["events"])
    for name, regime in payload["regimes"].items():
        beyond = regime["beyond_lifting_km"]
        said: dict[str, MessageArgument] = {"name": regime_name(name), "text": regime["for_people"]}
        if beyond:
            kind = "regime-short" if beyond < 0 else "regime-beyond"
            say(SAY(kind, **said, km=(abs(beyond), 0)))
        else:
            say(SAY("regime", **said))
    if "area" in payload:
        a = payload["area"]
        share = 100.0 * a["probability_in_zone"]
        long, wide = (a["semi_major_km"], 0), (a["semi_minor_km"], 0)
        say(SAY("area", long=long, wide=wide, share=(share, 0)))
