"""`visviva launch webcast`: a flown two-stage mission fitted to speed and altitude read off its webcast."""

from math import radians
from pathlib import Path
from typing import Annotated, Any

import typer

from visviva.cli.output import CsvFlag, JsonFlag, emit, print_table
from visviva.errors import InputError


def register(app: typer.Typer) -> None:
    """Add the command to the group ``launch``."""
    app.command()(webcast)


def webcast(
    file: Annotated[Path, typer.Argument(help="CSV: t_s, speed_m_s (Earth-relative), altitude_km.")],
    vehicle: Annotated[str, typer.Option("--vehicle", help="A two-stage vehicle of the catalogue, or a TOML file.")],
    lat_deg: Annotated[float, typer.Option("--lat-deg", help="Latitude of the pad.")],
    inclination_deg: Annotated[float, typer.Option("--inclination-deg")],
    payload_kg: Annotated[float, typer.Option("--payload-kg")],
    meco_s: Annotated[float, typer.Option("--meco-s", help="First cut-off.")],
    ses_s: Annotated[float | None, typer.Option("--ses-s", help="Second stage lit.")] = None,
    seco_s: Annotated[float | None, typer.Option("--seco-s", help="Second stage cut off.")] = None,
    throttle_s: Annotated[str | None, typer.Option("--throttle-s", help="Throttle-down, FROM:TO.")] = None,
    southward: Annotated[bool, typer.Option("--southward")] = False,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Fit thrust, flow, masses, throttle and steering to a webcast, with their spread."""
    from visviva.data.catalogue import Catalogue
    from visviva.launch.fit import fit_webcast
    from visviva.launch.webcast import Events, FlownMission, figures_from_facts

    fact = Catalogue.bundled().vehicle(vehicle)
    launcher = fact.build()
    mission = FlownMission(radians(lat_deg), radians(inclination_deg), payload_kg, southward=southward)
    events = Events(meco_s, ses_s, seco_s, _pair(throttle_s))
    burns = [stage.burn_time_s.value if stage.burn_time_s else None for stage in fact.stages]
    if len(burns) != 2 or burns[0] is None or burns[1] is None:
        raise InputError(f"{vehicle} has not two stages with a burn time", advice="give burn_time_s in its facts")
    liftoff = fact.liftoff_mass_kg.value if fact.liftoff_mass_kg else None
    guess = figures_from_facts(launcher, mission, events, (burns[0], burns[1]), liftoff)
    t, speed, altitude = _read(file)
    fit = fit_webcast(t, speed, altitude * 1e3, launcher, mission, events, guess)
    rows = [
        {"figure": f.name, "value": float(v), "sigma": float(s), "prior": f.mean, "prior_sigma": f.sigma}
        for f, v, s in zip(fit.free, fit.value, fit.sigma, strict=True)
    ]
    out: dict[str, Any] = {
        "schema": "visviva.launch.webcast/1",
        "vehicle": launcher.name,
        "speed_rms_m_s": fit.rms[0],
        "altitude_rms_km": fit.rms[1] / 1e3,
        "speed_largest_m_s": float(abs(fit.speed_residual).max()),
        "altitude_largest_km": float(abs(fit.altitude_residual).max()) / 1e3,
        "figures": rows,
        "correlation": fit.correlation.tolist(),
    }

    def table() -> None:
        print(f"residuals {fit.rms[0]:.1f} m/s and {fit.rms[1] / 1e3:.2f} km rms; figures in SI, radians")
        print_table([{k: f"{v:.5g}" if isinstance(v, float) else v for k, v in row.items()} for row in rows])

    emit(out, rows="figures", as_json=as_json, as_csv=as_csv, table=table)


def _pair(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        low, high = (float(part) for part in text.split(":"))
    except ValueError as err:
        raise InputError(f"--throttle-s {text!r}", advice="write FROM:TO, like 48:60") from err
    return low, high


def _read(file: Path) -> tuple[Any, Any, Any]:
    import numpy as np

    try:
        data = np.genfromtxt(file, delimiter=",", skip_header=1)
    except (OSError, ValueError) as err:
        raise InputError("not a table of numbers", advice="give t_s,speed_m_s,altitude_km", place=str(file)) from err
    if data.ndim != 2 or data.shape[1] < 3 or not np.all(np.isfinite(data[:, :3])):
        raise InputError("not three columns of numbers", advice="give t_s,speed_m_s,altitude_km", place=str(file))
    return data[:, 0], data[:, 1], data[:, 2]
