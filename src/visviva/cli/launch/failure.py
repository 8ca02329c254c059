"""`visviva launch failure` and `visviva launch drops`: what comes down from a study's launch."""

from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.output import CsvFlag, JsonFlag, emit, note, print_table

StudyOption = Annotated[str, typer.Option("--study", help="A study by name, or a TOML file.")]
SetOption = Annotated[
    list[str] | None, typer.Option("--set", help="path=value, on top of the study.")
]
SeedOption = Annotated[int, typer.Option("--seed", min=0, help="Of the samples.")]
SamplesOption = Annotated[int, typer.Option("--samples", help="Falls for each kind of piece.")]
PeopleOption = Annotated[
    Path | None, typer.Option("--population", help="A grid: half-degree, ESRI or GeoTIFF.")
]
ExportOption = Annotated[Path | None, typer.Option("--export", help="Areas as .geojson or .kml.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("failure")(failure)
    app.command("drops")(drops)


def failure(
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
    export: ExportOption = None,
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
        export=export,
        as_json=as_json,
        as_csv=as_csv,
    )


def drops(
    study: StudyOption,
    settings: SetOption = None,
    population: PeopleOption = None,
    samples: SamplesOption = 2000,
    seed: SeedOption = 1,
    export: ExportOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Where the spent stages and the fairing of a study's launch come down.

    Examples
    --------
      visviva launch drops --study chollima-malligyong

      visviva launch drops --study soyuz-iss --export drops.geojson
    """
    _answer(
        {
            "study": study,
            "failed": False,
            "settings": tuple(settings or ()),
            "seed": seed,
            "samples": samples,
            "population": population,
        },
        export=export,
        as_json=as_json,
        as_csv=as_csv,
    )


def _answer(given: dict[str, Any], *, export: Path | None, as_json: bool, as_csv: bool) -> None:
    from visviva.assessment.study_fallen import StudyFallenRequest, study_fallen

    found = study_fallen(StudyFallenRequest(**given))
    payload = found.to_dict()
    if export is not None:
        from visviva.export.hazard import write_areas

        write_areas(export, found)
        note(f"visviva: wrote {export}")
    emit(payload, rows="areas", as_json=as_json, as_csv=as_csv, table=lambda: _show(payload))


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
        if item["comes_down"] < 1.0:
            print(f"{item['name']}: {100 * item['comes_down']:.1f} % come down within two hours.")
    print(
        f"Expected casualties {payload['casualty_expectation']:.1e} (limit {payload['limit']:.0e}, "
        f"14 CFR 450.101); insertion at {payload['insertion_s']:.0f} s."
    )
    for text in payload["assumptions"]:
        note(f"assumed: {text}")
