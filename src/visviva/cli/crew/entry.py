"""`visviva crew entry`: stated cases flown, on stdout."""

from pathlib import Path
from typing import Any

from visviva.analysis.entry import EntryRequest, FlownEntry, fly_entries
from visviva.cli.language import told
from visviva.cli.options import one_form
from visviva.cli.output import emit, note, print_table, say
from visviva.cli.sentences.crew import SAY


def run(file: Path, name: str | None, *, as_json: bool, as_csv: bool) -> None:
    """Fly one case, or all of a file, and print them."""
    one_form(as_json=as_json, as_csv=as_csv)
    result = fly_entries(EntryRequest(file, name))
    for one in result.done:
        title = one.case.name if isinstance(one, FlownEntry) else one.name
        for line in one.notes:
            note(f"{title}: {told(line)}")
    for failed in result.failed:
        note(f"visviva: {failed.error.line()}")
    payload = result.to_dict()
    single = "cases" not in payload
    rows = type(result.done[0]).ROWS if single else "rows"

    def table() -> None:
        for one in payload.get("cases", [payload]):
            _draw(one)

    emit(payload, rows=rows, as_json=as_json, as_csv=as_csv, table=table)


def _draw(result: dict[str, Any]) -> None:
    if "checks" in result:
        print_table(result["checks"], title=result["case"])
        return
    landing = result["landing"]
    title = SAY(
        "entry",
        case=result["case"],
        load=(result["peak_g"], 2),
        lat=(landing["lat_deg"], 2),
        lon=(landing["lon_deg"], 2),
        t=(landing["t_s"], 0),
    )
    print_table(result["events"], title=title)
    for skip in result["skips"]:
        leaves, back = (skip["leaves_s"], 0), (skip["returns_s"], 0)
        say(SAY("skips", leaves=leaves, apogee=(skip["apogee_km"], 0), back=back))
    if result["stated"]:
        print_table(result["stated"])
    say(SAY("load", text=result["load"]["for_people"]))
    for key, label in (
        ("sutton_graves", "Sutton-Graves"),
        ("detra_kemp_riddell", "Detra-Kemp-Riddell"),
    ):
        if key in result["heating"]:
            h = result["heating"][key]
            peak, height = (h["peak_w_cm2"], 0), (h["altitude_km"], 0)
            say(SAY("heat", model=label, peak=peak, height=height, total=(h["load_j_cm2"], 0)))
    say(result["heating"]["left_out"])
