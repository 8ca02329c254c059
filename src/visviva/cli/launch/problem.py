"""`visviva launch problem`: a stated optimal-control problem, from its file to a table.

A picture or JSON.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.language import current
from visviva.cli.output import (
    CsvFlag,
    JsonFlag,
    emit,
    note,
    print_table,
    say,
)
from visviva.cli.sentences.ascent import SAY


def register(app: typer.Typer) -> None:
    """Add the command to the group ``launch``."""
    app.command()(problem)


def problem(
    file: Annotated[Path, typer.Argument(help="JSON file that states the problem.")],
    export: Annotated[
        Path | None,
        typer.Option("--export", help="Write the flight: .csv, or a picture (.svg, .png, .pdf)."),
    ] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Solve a stated optimal-control problem (multistage ascent, or equations as text)."""
    from visviva.analysis.stated_problem import ProblemRequest, solve_stated
    from visviva.export.files import check_writable, pick
    from visviva.plot.launch import FORMATS

    if export is not None:
        write = pick(
            export, {".csv": _write_csv, **dict.fromkeys(FORMATS, _write_picture)}, "a flight"
        )
        check_writable(export)
    answer = solve_stated(ProblemRequest(file))
    result = answer.solved
    if result.remarks:
        note(SAY("remarks", keys=", ".join(result.remarks)))
    emit(
        answer.to_dict(),
        rows="events",
        as_json=as_json,
        as_csv=as_csv,
        table=lambda: _table(result),
    )
    if export is not None:
        write(result, export)
        note(SAY("wrote", file=str(export)))


def _table(result: Any) -> None:
    (name, value), error = next(iter(result.objective.items())), result.error
    say(result.name)
    change, sizes = f"{error:.1e}", _sizes(result.meshes)
    say(SAY("optimum", name=name, value=f"{value:.9g}", change=change, sizes=sizes))
    figures = {**result.figures, **result.insertion}
    print_table([{"figure": k, "value": f"{v:.9g}"} for k, v in figures.items() if k != name])
    print_table(result.events)
    again = ", ".join(f"{k} {v:.2g}" for k, v in result.verification.items())
    say(SAY("checked", list=again))
    converged = sum(row["outcome"] == "converged" for row in result.starts)
    say(SAY("starts", good=(converged, 0), count=(len(result.starts), 0)))
    print_table(result.starts, ["start", "outcome", "objective"])
    if result.known:
        say(SAY("known", list=", ".join(f"{k} {v}" for k, v in result.known.items())))


def _sizes(meshes: Sequence[Mapping[str, Any]]) -> str:
    return " → ".join(str(row["intervals"]) for row in meshes)


def _write_csv(result: Any, path: Path) -> None:
    from visviva.export.tables import export_rows

    export_rows(path, result.series)


def _write_picture(result: Any, path: Path) -> None:
    from visviva.plot.launch import draw_problem

    name, value = next(iter(result.objective.items()))
    draw_problem(
        result.series,
        [e["t_s"] for e in result.events],
        f"{result.name}\n{name} = {value:.7g}",
        path,
        lang=current(),
    )
