"""`visviva crew entry`: stated cases flown, on stdout."""

from pathlib import Path
from typing import Any

from visviva.analysis.entry import EntryRequest, FlownEntry, fly_entries
from visviva.cli.options import one_form
from visviva.cli.output import console, emit, note, print_table, say


def run(file: Path, name: str | None, *, as_json: bool, as_csv: bool) -> None:
    """Fly one case, or all of a file, and print them."""
    one_form(as_json=as_json, as_csv=as_csv)
    result = fly_entries(EntryRequest(file, name))
    for one in result.done:
        title = one.case.name if isinstance(one, FlownEntry) else one.name
        for line in one.notes:
            note(f"{title}: {line}")
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
    print_table(
        result["events"],
        title=f"{result['case']}: peak {result['peak_g']:.2f} g, "
        f"down at {landing['lat_deg']:.2f}, {landing['lon_deg']:.2f} after {landing['t_s']:.0f} s",
    )
    for skip in result["skips"]:
        say(
            f"skips: out of the air at {skip['leaves_s']:.0f} s, up to {skip['apogee_km']:.0f} km, "
            f"back at {skip['returns_s']:.0f} s"
        )
    if result["stated"]:
        print_table(result["stated"])
    out = console()
    out.print("load: " + result["load"]["for_people"])
    for key, label in (
        ("sutton_graves", "Sutton-Graves"),
        ("detra_kemp_riddell", "Detra-Kemp-Riddell"),
    ):
        if key in result["heating"]:
            h = result["heating"][key]
            out.print(
                f"heat, {label}: {h['peak_w_cm2']:.0f} W/cm² at {h['altitude_km']:.0f} km, "
                f"{h['load_j_cm2']:.0f} J/cm²"
            )
    out.print(result["heating"]["left_out"])
