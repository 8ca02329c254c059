"""`visviva crew abort`: an ascent left at any second, on stdout."""

from pathlib import Path

from visviva.analysis.abort import AbortRequest, AbortResult, fly_aborts
from visviva.cli.language import current
from visviva.cli.output import emit, note, print_table
from visviva.cli.page import PageTarget
from visviva.cli.sentences.crew import SAY


def run(
    request: AbortRequest,
    *,
    page: PageTarget,
    as_json: bool,
    as_csv: bool,
    export: Path | None = None,
) -> None:
    """Fly the ascent, leave it, and print what becomes of the capsule; draw it where asked."""
    if export is not None:
        from visviva.plot.launch import check_picture

        check_picture(export)
    result = fly_aborts(request)
    payload = result.to_dict()
    page.write(payload, draw=lambda path: _draw(result, path))
    for line in result.notes:
        note(line)

    def table() -> None:
        title = SAY("aborts", ship=result.spacecraft, vehicle=result.vehicle, site=result.site)
        print_table(payload["aborts"], title=title)
        if "events" in payload and result.worst is not None:
            people = payload["load"]["for_people"]
            heading = SAY("leaving", t=(result.worst.t, 0), text=people)
            print_table(payload["events"], title=heading)

    emit(payload, rows="aborts", as_json=as_json, as_csv=as_csv, table=table)
    if export is not None:
        _draw(result, export)


def _draw(result: AbortResult, path: Path) -> None:
    from visviva.plot.abort import draw_aborts

    draw_aborts(result, path, lang=current())
