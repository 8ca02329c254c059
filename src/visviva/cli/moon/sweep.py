"""`visviva moon sweep`: how many geometries of an orbit about the Moon last."""

from math import isfinite, radians
from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.language import told
from visviva.cli.moon.files import checked, write_sweep
from visviva.cli.options import WorkersOption, moment
from visviva.cli.output import (
    CsvFlag,
    ExportOption,
    JsonFlag,
    SeedOption,
    emit,
    print_table,
    progress,
    remark,
    say,
)
from visviva.cli.sentences.moon import SAY
from visviva.errors import InputError

FieldOption = Annotated[
    Path | None,
    typer.Option("--field", help="Lunar field: ICGEM file, .tab of harmonics, or grgm1200a."),
]
AxesOption = Annotated[
    str | None, typer.Option("--axes", help="Axes of that field, such as MOON_PA_DE430.")
]
AxesFileOption = Annotated[
    Path | None,
    typer.Option("--axes-file", help="CSV with JDTDB,phi_rad,theta_rad,psi_rad of those axes."),
]


def sweep(
    periselene_km: Annotated[float, typer.Option(help="Over 1,737.4 km.")],
    aposelene_km: Annotated[float, typer.Option(help="Over 1,737.4 km.")],
    date: Annotated[str, typer.Option(help="Start of every flight.")],
    inclination_deg: Annotated[float, typer.Option(help="To the lunar equator.")] = 90.0,
    node_deg: Annotated[str, typer.Option(help="LOW,HIGH of the node; 0,360.")] = "0,360",
    argument_deg: Annotated[
        str, typer.Option(help="LOW,HIGH of the periselene's argument; 0,360.")
    ] = "0,360",
    count: Annotated[int, typer.Option(min=1, help="Geometries to fly.")] = 100,
    days: Annotated[float, typer.Option(help="How long to fly each.")] = 365.0,
    degree: Annotated[int, typer.Option(min=0, help="Of the gravity field.")] = 50,
    field: FieldOption = None,
    axes: AxesOption = None,
    axes_file: AxesFileOption = None,
    area_to_mass_m2_kg: Annotated[float, typer.Option(min=0.0, help="Times reflectivity.")] = 0.0,
    workers: WorkersOption = None,
    seed: SeedOption = 1,
    export: ExportOption = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Fly many geometries of one orbit about the Moon: the share that survives, and lifetimes.

    Node and argument of periselene are drawn evenly where they are not known.

    Examples: `visviva moon sweep --periselene-km 60 --aposelene-km 200 --date 2025-09-25 --days 9`,
    `visviva moon sweep --periselene-km 60 --aposelene-km 200 --date 2025-09-25 --days 9 --count 9
    --json`
    """
    from visviva.analysis.lunar_sweep import LunarSweepRequest, lunar_sweep

    checked(export)
    start, said = moment(date, "--date")
    if start is None:
        raise InputError("no date of the orbit", advice="give --date")
    if said:
        remark(said)
    request = LunarSweepRequest(
        periselene=periselene_km * 1e3,
        aposelene=aposelene_km * 1e3,
        date=start,
        inclination=radians(inclination_deg),
        node=_range(node_deg, "--node-deg"),
        argument=_range(argument_deg, "--argument-deg"),
        days=days,
        degree=degree,
        count=count,
        seed=seed,
        field=field,
        axes=axes,
        axes_file=axes_file,
        area_to_mass=area_to_mass_m2_kg,
        workers=workers,
    )
    with progress("flying the geometries", total=count) as tell:
        found = lunar_sweep(request, report=tell)
    payload = found.to_dict()
    emit(payload, rows="geometries", as_json=as_json, as_csv=as_csv, table=lambda: _show(payload))
    write_sweep(found, export)


def _range(text: str, option: str) -> tuple[float, float]:
    """Two angles in degrees, LOW,HIGH, or one that fixes both, as radians."""
    try:
        ends = [float(part) for part in text.split(",")]
    except ValueError:
        ends = []
    if len(ends) not in (1, 2) or not all(isfinite(x) for x in ends):
        raise InputError(f"{option} {text!r} is not LOW,HIGH", advice="give degrees, as in 250,290")
    return radians(ends[0]), radians(ends[-1])


def _show(payload: dict[str, Any]) -> None:
    low, high = payload["interval_90_survives_share"]
    say(
        SAY(
            "alive",
            alive=(payload["alive"], 0),
            count=(payload["count"], 0),
            days=f"{payload['days']:g}",
            share=(100.0 * payload["survives_share"], 0),
            low=(100.0 * low, 0),
            high=(100.0 * high, 0),
        )
    )
    ends = [(level, payload[f"lifetime_p{level}_days"]) for level in (10, 50, 90)]
    fallen = [told(SAY(f"fall-{n}", days=(days, 0))) for n, days in ends if days is not None]
    if fallen:
        say(SAY("falls", list=", ".join(fallen)))
    bands: dict[int, list[dict[str, Any]]] = {}
    for row in payload["geometries"]:
        bands.setdefault(int(row["argument_deg"] // 30 % 12), []).append(row)
    print_table(
        [
            {
                "argument (deg)": told(SAY("span", low=str(30 * k), high=str(30 * k + 30))),
                "flown": len(bands[k]),
                "survive": sum(r["lifetime_days"] is None for r in bands[k]),
                "first falls (d)": min(
                    (r["lifetime_days"] for r in bands[k] if r["lifetime_days"] is not None),
                    default=None,
                ),
                "lowest of survivors (km)": min(
                    (r["lowest_km"] for r in bands[k] if r["lifetime_days"] is None), default=None
                ),
            }
            for k in sorted(bands)
        ]
    )
