"""`visviva launch failure` and `visviva launch drops`: what comes down from a study's launch."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from visviva.cli.headings import cell_in
from visviva.cli.language import current
from visviva.cli.options import CheckpointOption, ClusterOption
from visviva.cli.output import (
    CsvFlag,
    JsonFlag,
    emit,
    note,
    print_table,
    progress,
    say,
)
from visviva.cli.page import PageOption, PageTarget
from visviva.cli.sentences.common import SAY as COMMON
from visviva.cli.sentences.launch import SAY
from visviva.errors import InputError

if TYPE_CHECKING:
    from visviva.core.time import Epoch

StudyOption = Annotated[str, typer.Option("--study", help="A study by name, or a TOML file.")]
SetOption = Annotated[
    list[str] | None, typer.Option("--set", help="path=value, on top of the study.")
]
SeedOption = Annotated[int, typer.Option("--seed", min=0, help="Of the samples.")]
SamplesOption = Annotated[int, typer.Option("--samples", help="Falls for each kind of piece.")]
PeopleOption = Annotated[
    Path | None, typer.Option("--population", help="A grid: half-degree, ESRI or GeoTIFF.")
]
ExportOption = Annotated[
    Path | None,
    typer.Option("--export", help="Areas as .geojson or .kml, a map as .png, .svg or .pdf."),
]
AscentsOption = Annotated[
    int | None, typer.Option("--ascents", help="Fly so many whole ascents that differ.")
]
ToleranceOption = Annotated[
    float | None,
    typer.Option("--tolerance", help="With --ascents: stop at this share of the 97 % radius."),
]


@dataclass(frozen=True, slots=True)
class Many:
    """How many whole ascents, and how they are flown."""

    ascents: int
    tolerance: float | None
    checkpoint: Path | None
    cluster: str | None


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("failure")(failure)
    app.command("drops")(drops)


def failure(
    context: typer.Context,
    study: StudyOption,
    at: Annotated[
        float | None, typer.Option("--at", help="Seconds after lift-off; the study's own else.")
    ] = None,
    mode: Annotated[
        str | None,
        typer.Option(
            "--mode",
            help="thrust-loss, partial-thrust, no-ignition, wrong-ignition, no-separation, "
            "destruct or fairing-stuck.",
        ),
    ] = None,
    settings: SetOption = None,
    population: PeopleOption = None,
    samples: SamplesOption = 2000,
    seed: SeedOption = 1,
    ascents: AscentsOption = None,
    tolerance: ToleranceOption = None,
    checkpoint: CheckpointOption = None,
    cluster: ClusterOption = None,
    export: ExportOption = None,
    report: PageOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Let a launch fail, and say where its pieces come down.

    Examples
    --------
      visviva launch failure --study chollima-malligyong --at 146 --mode no-ignition

      visviva launch failure --study soyuz-iss --at 100 --mode destruct --json
    """
    _answer(
        {
            "study": study,
            "failed": True,
            "settings": tuple(settings or ()),
            "at": at,
            "mode": mode,
            "seed": seed,
            "samples": samples,
            "population": population,
        },
        many=None if ascents is None else Many(ascents, tolerance, checkpoint, cluster),
        export=export,
        page=PageTarget(report, context),
        as_json=as_json,
        as_csv=as_csv,
    )


def drops(
    context: typer.Context,
    study: StudyOption,
    settings: SetOption = None,
    population: PeopleOption = None,
    samples: SamplesOption = 2000,
    seed: SeedOption = 1,
    ascents: AscentsOption = None,
    tolerance: ToleranceOption = None,
    checkpoint: CheckpointOption = None,
    cluster: ClusterOption = None,
    export: ExportOption = None,
    report: PageOption = None,
    warning: Annotated[
        Path | None,
        typer.Option("--notice", help="Write the warning that an owner would publish (.txt)."),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--start", help="Opening of its window, with an offset.")
    ] = None,
    end: Annotated[str | None, typer.Option("--end", help="Its close.")] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Where the spent stages and the fairing of a study's launch come down.

    Examples
    --------
      visviva launch drops --study chollima-malligyong

      visviva launch drops --study soyuz-iss --export drops.geojson

      visviva launch drops --study chollima-malligyong --ascents 20000 --tolerance 0.02
    """
    if (warning is None) != (start is None) or (start is None) != (end is None):
        raise InputError("a warning needs its window", advice="give --notice, --start and --end")
    window = None
    if warning is not None:
        from visviva.core.time import Epoch

        window = (warning, Epoch.parse(str(start)), Epoch.parse(str(end)))
    _answer(
        {
            "study": study,
            "failed": False,
            "settings": tuple(settings or ()),
            "seed": seed,
            "samples": samples,
            "population": population,
        },
        many=None if ascents is None else Many(ascents, tolerance, checkpoint, cluster),
        export=export,
        page=PageTarget(report, context),
        warning=window,
        as_json=as_json,
        as_csv=as_csv,
    )


def _answer(
    given: dict[str, Any],
    *,
    export: Path | None,
    page: PageTarget,
    as_json: bool,
    as_csv: bool,
    warning: "tuple[Path, Epoch, Epoch] | None" = None,
    many: Many | None = None,
) -> None:
    from visviva.assessment.study_fallen import (
        StudyFallenRequest,
        study_dispersion,
        study_fallen,
    )

    request = StudyFallenRequest(**given)
    if export is not None:
        from visviva.plot.hazard_files import check_form

        check_form(export)
    if many is None:
        found = study_fallen(request)
    else:
        from visviva.core.sweep_pools import open_pool

        asked = many.ascents
        with ExitStack() as stack:
            step = stack.enter_context(progress("flying", asked))
            # On this machine threads do: the flights are compiled and let go of the interpreter.
            executor = (
                None
                if many.cluster is None
                else stack.enter_context(open_pool(cluster=many.cluster))
            )
            found = study_dispersion(
                request,
                ascents=asked,
                tolerance=many.tolerance,
                checkpoint=many.checkpoint,
                executor=executor,
                progress=lambda flown, _: step(min(flown, asked)),
            )
    payload = found.to_dict()
    page.write(payload, draw=lambda path: _map(path, found, request))
    if export is not None:
        _map(export, found, request)
        note(COMMON("wrote", file=str(export)))
    if warning is not None:
        from visviva.export.notice_text import write_notice_text

        write_notice_text(warning[0], found, warning[1], warning[2])
        note(COMMON("wrote", file=str(warning[0])))
    emit(payload, rows="areas", as_json=as_json, as_csv=as_csv, table=lambda: _show(payload))


def _map(path: Path, found: Any, request: Any) -> None:
    from visviva.assessment.study_fallen import announced_of
    from visviva.plot.hazard_files import write_fallen

    write_fallen(path, found, announced_of(request), lang=current())


def _show(payload: dict[str, Any]) -> None:
    print_table(
        [
            {
                "piece": item["name"],
                "count": item["pieces"],
                "latitude (°)": item["lat_deg"],
                "longitude (°)": item["lon_deg"],
                "range (km)": item["range_km"],
                "after (s)": item["t_s"],
                "casualties": f"{item['casualty_expectation']:.1e}",
            }
            for item in payload["items"]
        ]
    )
    print_table(
        [
            {
                "piece": row["item"],
                "holds": f"{100 * row['probability']:g} %",
                "half length (km)": row["semi_major_km"],
                "half width (km)": row["semi_minor_km"],
                "area (km²)": row["area_km2"],
            }
            for row in payload["areas"]
            if row["probability"] in (0.5, 0.97)
        ]
    )
    for item in payload["items"]:
        if item.get("interval_90_range_km"):
            low, high = item["interval_90_range_km"]
            ends = {"low": (low, 0), "high": (high, 0)}
            by = item["range_known_by"]
            say(SAY("range", piece=cell_in(item["name"], current()), by=by, **ends))
    for item in payload["items"]:
        if item["comes_down"] < 1.0:
            share = (100.0 * item["comes_down"], 1)
            say(SAY("comes-down", piece=cell_in(item["name"], current()), share=share))
    expected = cell_in(f"{payload['casualty_expectation']:.1e}", current())
    limit = f"{payload['limit']:.0e}"
    say(SAY("casualties", expected=expected, limit=limit, t=(payload["insertion_s"], 0)))
    if payload.get("relative_error_90") is not None:
        error = (100.0 * payload["relative_error_90"], 1)
        say(SAY("radius", count=(payload["ascents"], 0), error=error))
    for text in payload["assumptions"]:
        note(SAY("assumed", text=text))
