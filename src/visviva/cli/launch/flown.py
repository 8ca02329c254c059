"""`visviva launch webcast`: a flown two-stage mission fitted to its webcast.

Or predicted without it.
"""

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
    vehicle: Annotated[
        str, typer.Option("--vehicle", help="A two-stage vehicle of the catalogue, or a TOML file.")
    ],
    lat_deg: Annotated[
        float, typer.Option("--lat-deg", help="Latitude of the pad.", min=-90, max=90)
    ],
    inclination_deg: Annotated[float, typer.Option("--inclination-deg", min=0, max=180)],
    payload_kg: Annotated[float, typer.Option("--payload-kg", min=0)],
    meco_s: Annotated[float, typer.Option("--meco-s", help="First cut-off.")],
    file: Annotated[
        Path | None,
        typer.Argument(help="CSV with columns of time, Earth-relative speed, altitude."),
    ] = None,
    ses_s: Annotated[float | None, typer.Option("--ses-s", help="Second stage lit.")] = None,
    seco_s: Annotated[float | None, typer.Option("--seco-s", help="Second stage cut off.")] = None,
    throttle_s: Annotated[
        str | None, typer.Option("--throttle-s", help="Throttle-down, FROM:TO.")
    ] = None,
    apogee_s: Annotated[
        float | None, typer.Option("--apogee-s", help="Apogee of the spent first stage.")
    ] = None,
    boostback: Annotated[
        bool, typer.Option("--boostback", help="The first stage burnt again before it.")
    ] = False,
    southward: Annotated[bool, typer.Option("--southward")] = False,
    predict: Annotated[
        bool, typer.Option("--predict", help="Predict from facts, events and other flights.")
    ] = False,
    perigee_km: Annotated[
        float, typer.Option("--perigee-km", help="Of the orbit at SECO (for --predict).")
    ] = 185.0,
    apogee_km: Annotated[
        float | None, typer.Option("--apogee-km", help="Of the orbit at SECO.")
    ] = None,
    without: Annotated[
        str, typer.Option("--without", help="Bundled flight not to learn from: a part of its name.")
    ] = "",
    plot: Annotated[
        Path | None, typer.Option("--plot", help="Picture: .svg, .png or .pdf.")
    ] = None,
    as_json: JsonFlag = False,
    as_csv: CsvFlag = False,
) -> None:
    """Fit thrust, flow, masses, throttle and steering to a webcast.

    Or predict it and say how sure that is.
    """
    from visviva.data.catalogue import Catalogue
    from visviva.data.webcasts import read_webcast
    from visviva.launch.flown.webcast import Events, FlownMission, figures_from_facts
    from visviva.plot.launch import check_picture

    check_picture(plot)
    if file is None and not predict:
        raise InputError("no webcast to fit", advice="give a CSV file, or --predict")
    fact = Catalogue.bundled().vehicle(vehicle)
    launcher = fact.build()
    orbit = (perigee_km * 1e3, (perigee_km if apogee_km is None else apogee_km) * 1e3)
    if not 100e3 <= orbit[0] <= orbit[1] <= 1.5e9:
        raise InputError(
            f"no orbit of {orbit[0] / 1e3:g} × {orbit[1] / 1e3:g} km",
            advice="100 km <= perigee <= apogee <= 1.5 million km",
        )
    mission = FlownMission(
        radians(lat_deg), radians(inclination_deg), payload_kg, *orbit, southward
    )
    events = Events(meco_s, ses_s, seco_s, _pair(throttle_s), apogee_s, boostback)
    burn = fact.stages[-1].burn_time_s
    if len(fact.stages) != 2 or burn is None:
        raise InputError(
            f"{vehicle} has not two stages with a burn time", advice="give burn_time_s in its facts"
        )
    liftoff = fact.liftoff_mass_kg.value if fact.liftoff_mass_kg else None
    guess = figures_from_facts(launcher, mission, events, burn.value, liftoff)
    seen = None if file is None else read_webcast(file)
    if predict:
        out, rows, said, drawn = _predict(launcher, mission, events, guess, seen, without)
    else:
        out, rows, said, drawn = _fit(launcher, mission, events, guess, seen)
    if plot is not None:
        from visviva.plot.webcast import draw_webcast

        track, found = drawn
        draw_webcast(
            track, found, seen, f"{launcher.name}: {file.stem if file else 'predicted'}", plot
        )

    def table() -> None:
        print(said)
        print_table(
            [
                {k: f"{v:.5g}" if isinstance(v, float) else v for k, v in row.items()}
                for row in out[rows]
            ]
        )

    emit(out, rows=rows, as_json=as_json, as_csv=as_csv, table=table)


def _fit(
    launcher: Any, mission: Any, events: Any, guess: Any, seen: Any
) -> tuple[dict[str, Any], str, str, Any]:
    """Payload, key of its rows, a sentence, and what to draw."""
    from visviva.launch.flown.fit import fit_webcast

    t, speed, altitude = seen
    fit = fit_webcast(t, speed, altitude, launcher, mission, events, guess)
    rows = [
        {
            "figure": f.name,
            "value": float(v),
            "sigma": float(s),
            "prior": f.mean,
            "prior_sigma": f.sigma,
        }
        for f, v, s in zip(fit.free, fit.value, fit.sigma, strict=True)
    ]
    out: dict[str, Any] = {
        "schema": "visviva.launch.flown.webcast/1",
        "vehicle": launcher.name,
        "speed_rms_m_s": fit.rms[0],
        "altitude_rms_km": fit.rms[1] / 1e3,
        "speed_largest_m_s": float(abs(fit.speed_residual).max()),
        "altitude_largest_km": float(abs(fit.altitude_residual).max()) / 1e3,
        "figures": rows,
        "correlation": fit.correlation.tolist(),
    }
    said = (
        f"residuals {fit.rms[0]:.1f} m/s and {fit.rms[1] / 1e3:.2f} km rms; figures in SI, radians"
    )
    return out, "figures", said, (fit.track, None)


def _predict(
    launcher: Any, mission: Any, events: Any, guess: Any, seen: Any, without: str
) -> tuple[dict[str, Any], str, str, Any]:
    """As `_fit`; the rows are the flight with its band."""
    from visviva.launch.flown.family import bundled_habits
    from visviva.launch.flown.predict import predict

    known = bundled_habits()
    flights = [h for h in known if not without or without.lower() not in h.flight.lower()]
    if without and len(flights) == len(known):
        names = ", ".join(h.flight for h in known)
        raise InputError(
            f"--without {without!r} names no flight that is learnt from", advice=f"they are {names}"
        )
    flights = flights if launcher.family == "falcon" else []
    found = predict(launcher, mission, events, guess, flights)
    out: dict[str, Any] = {
        "schema": "visviva.launch.webcast_prediction/1",
        "vehicle": launcher.name,
        "level": 0.9,
        "learnt_from": [f.flight for f in flights],
        "flight": _band_rows(found),
    }
    said = f"predicted with a 90 % band, learnt from {len(flights)} other flights"
    if seen is not None:
        beside = _beside(found, seen, events)
        out |= beside
        said += (
            f"; from T+60 s the webcast is within {beside['speed_largest_percent']:.1f} % and "
            f"{beside['altitude_largest_km']:.1f} km, {beside['speed_inside_share']:.0%} of its "
            "speeds and "
            f"{beside['altitude_inside_share']:.0%} of its altitudes inside the band"
        )
    return out, "flight", said, (found.track, found)


def _band_rows(found: Any) -> list[dict[str, float]]:
    """Speed and altitude of a prediction with its 90 % band, every 20 s and at the end."""
    import numpy as np

    t = np.append(np.arange(20.0, found.track.t[-1], 20.0), found.track.t[-1])
    (v, h), (dv, dh) = found.track.at(t), found.band(t)
    return [
        {
            "t_s": float(a),
            "speed_m_s": float(b),
            "speed_low_m_s": float(b - c),
            "speed_high_m_s": float(b + c),
            "altitude_km": float(d) / 1e3,
            "altitude_low_km": float(d - e) / 1e3,
            "altitude_high_km": float(d + e) / 1e3,
        }
        for a, b, c, d, e in zip(t, v, dv, h, dh, strict=True)
    ]


def _beside(found: Any, seen: Any, events: Any) -> dict[str, float]:
    """How far a webcast, from T+60 s to its cut-off, is from the prediction.

    And how much of it the band holds.
    """
    import numpy as np

    cutoff = (
        found.events.meco
        if seen[0][-1] < found.events.meco or events.ses is None
        else found.events.seco
    )
    inside = (seen[0] >= 60.0) & (seen[0] <= cutoff)
    if not inside.any():
        raise InputError(
            "no data between T+60 s and cut-off", advice="leave the file out, or check its clock"
        )
    t, speed, altitude = (a[inside] for a in seen)
    (v, h), (dv, dh) = found.track.at(t), found.band(t)
    return {
        "speed_largest_percent": float(100 * np.max(np.abs(v / speed - 1.0))),
        "altitude_largest_km": float(np.max(np.abs(h - altitude))) / 1e3,
        "speed_inside_share": float(np.mean(np.abs(v - speed) <= dv)),
        "altitude_inside_share": float(np.mean(np.abs(h - altitude) <= dh)),
    }


def _pair(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        low, high = (float(part) for part in text.split(":"))
    except ValueError as err:
        raise InputError(f"--throttle-s {text!r}", advice="write FROM:TO, like 48:60") from err
    return low, high
