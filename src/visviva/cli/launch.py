"""`visviva launch`: payloads, ascents and stated problems, from the facts to a table or JSON."""

from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.output import CsvFlag, JsonFlag, emit, print_table

app = typer.Typer(no_args_is_help=True, help="What a launcher can lift, from where, to which orbit.")


@app.callback()
def group() -> None:
    """What a launcher can lift, from where, to which orbit."""


@app.command()
def problem(
    file: Annotated[Path, typer.Argument(help="JSON file that states the problem.")],
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Solve a stated optimal-control problem (multistage ascent, or equations as text)."""
    from visviva.launch.problem import solve_problem

    result = solve_problem(file)
    payload: dict[str, Any] = {
        "schema": "visviva.launch.problem/1",
        "name": result.name,
        **result.objective,
        "converged": True,
        **result.figures,
        "events": list(result.events),
        "insertion": result.insertion,
        "refly_difference": result.refly,
        "known_optimum": result.known,
        "iterations": result.iterations,
        "build_s": result.build_s,
        "solve_s": result.solve_s,
        "warm_solve_s": result.warm_s,
    }

    def table() -> None:
        figures = {**result.objective, **result.figures, **result.insertion}
        print_table([{"figure": k, "value": f"{v:.9g}"} for k, v in figures.items()], title=result.name)
        print_table(result.events)

    emit(payload, rows="events", as_json=as_json, as_csv=as_csv, table=table)
