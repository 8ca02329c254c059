"""`visviva crew return`: landing opportunities of a ship in its public zones, on stdout."""

from pathlib import Path
from typing import Any

from visviva.analysis.deorbit import DeorbitRequest, DeorbitResult, find_returns
from visviva.cli.output import console, emit, note, print_table
from visviva.cli.page import PageTarget


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
        note(said)
    result = find_returns(request)
    payload = result.to_dict()
    page.write(payload, draw=lambda path: _picture(result, path, page.lang))
    if export is not None:
        _picture(result, export, page.lang)
    for line in result.notes:
        note(line)
    emit(
        payload,
        rows=result.ROWS,
        as_json=as_json,
        as_csv=as_csv,
        table=lambda: _draw(payload),
    )


def _picture(result: DeorbitResult, path: Path, lang: str) -> None:
    from visviva.plot.crew import draw_return

    draw_return(result, path, lang=lang)


def _draw(payload: dict[str, Any]) -> None:
    zone = payload["zone"]
    span = f"{payload['days']:g} d from {payload['start_utc']}"
    title = f"landing opportunities in {zone['name']} ({zone['radius_km']:g} km), {span}"
    print_table(payload["opportunities"], title=f"{title}: {len(payload['opportunities'])}")
    print_table(payload["burns"], title="the first of them")
    print_table(payload["events"])
    out = console()
    for name, regime in payload["regimes"].items():
        short = regime["beyond_lifting_km"]
        tail = f", {abs(short):.0f} km {'short' if short < 0 else 'beyond'}" if short else ""
        out.print(f"{name}: {regime['for_people']}{tail}")
    if "area" in payload:
        a = payload["area"]
        out.print(
            f"unguided landing area (95 %): {a['semi_major_km']:.0f} by {a['semi_minor_km']:.0f} "
            "km, "
            f"{100 * a['probability_in_zone']:.0f} % in the zone"
        )
