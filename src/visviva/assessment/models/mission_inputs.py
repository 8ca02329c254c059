"""Which figures a mission is made of, by dotted path: what the checks sample.

Limits: figures of the facts alone; weather, guidance and the crew's choices are not among them.
"""

from datetime import date

from visviva.assessment.case import Case, Role
from visviva.core.message import speaker
from visviva.data.schema.figure import Figure
from visviva.launch.budget import BUDGET_AS_OF, FAMILY_LOSSES, ORBIT_SPREAD

TEXTS = {
    "en": {
        "losses": "docs, launch-budget: losses of every launcher with a published payload",
        "quick": "docs, launch-budget: the budget against flown answers, by launcher",
    },
    "fr": {
        "losses": "docs, launch-budget\u00a0: pertes de tout lanceur qui a une charge utile "
        "publiée",
        "quick": "docs, launch-budget\u00a0: le bilan contre les réponses calculées, par lanceur",
    },
    "ko": {
        "losses": "docs, launch-budget: 공개 탑재량이 있는 모든 발사체의 손실",
        "quick": "docs, launch-budget: 발사체별로 계산한 답과 견준 속도 수지",
    },
}
say = speaker(TEXTS)
QUICK_AS_OF = date(2026, 11, 30)
_STAGE_FIGURES = ("dry_mass_kg", "propellant_mass_kg", "thrust_vacuum_kn", "isp_vacuum_s")
_SHIP_FIGURES = (
    "mass_kg",
    "delta_v_m_s",
    "rendezvous_delta_v_m_s",
    "deorbit_delta_v_m_s",
    "reserve_delta_v_m_s",
    "free_flight_days",
)


def inputs_of(case: Case) -> dict[str, Figure]:
    """Every figure that the checks of a case use, by ``"role.path"``."""
    wanted: list[tuple[Role, str]] = [
        ("site", f"pads.{case.pad.key}.lat_deg"),
        ("site", f"pads.{case.pad.key}.lon_deg"),
    ]
    for stage in case.vehicle.stages:
        wanted += [("vehicle", f"stages.{quoted(stage.key)}.{name}") for name in _STAGE_FIGURES]
    wanted += [("vehicle", "fairing.mass_kg"), ("vehicle", "adapter_mass_kg")]
    if case.crewed:
        wanted.append(("vehicle", "escape_tower.mass_kg"))
    wanted += [("vehicle", f"payloads.{k}.payload_kg") for k, _ in case.calibrating]
    wanted += [("spacecraft", name) for name in _SHIP_FIGURES]
    found = {f"{role}.{path}": case.figure(role, path) for role, path in wanted}
    found |= {
        f"target.{name}": case.orbit_figure(name)
        for name in ("perigee_km", "apogee_km", "inclination_deg")
    }
    return {key: figure for key, figure in found.items() if figure is not None}


def budget_figures(case: Case) -> dict[str, Figure]:
    """What the velocity budget itself adds to the spread, as a figure like any other."""
    name, spread = (
        ("orbit_spread_m_s", ORBIT_SPREAD) if case.calibrating else ("losses_m_s", FAMILY_LOSSES)
    )
    figure = Figure(
        value=spread.value,
        low=spread.low,
        high=spread.high,
        kind=spread.kind,
        how_known="derived",
        as_of=BUDGET_AS_OF,
        source=say("losses"),
    )
    # The schema would keep the English alone.
    return {f"model.{name}": figure.model_copy(update={"source": say("losses")})}


#: How far the budget's margin is off the flown one, m/s, 90 % half width, where the last stage can
#: be lit again. Measured on straight ways of 32 launchers to a low, a Sun-synchronous and a
#: transfer orbit; held out by launcher, 90 % of 210 margins lie inside (docs/launch-budget.md).
QUICK_ERROR = 300.0
#: Acceleration with its load, m/s², below which an only upper stage is weak: what gravity takes
#: grows then by its fourth power or so, which one figure of losses does not know (Vulcan's
#: Centaur, 2.6 m/s² with a quarter more than it lifts: 2,600 m/s off; Delta IV and Atlas V, 3.2:
#: 800 to 1,050).
WEAK = 4.0
#: A last stage that is lit once pays for a higher perigee, which the budget does not know: m/s for
#: a kilometre above the perigee of the payloads it is fitted on. Of 5 launchers, 600 km fitted at
#: 200 cost 1,002 to 1,112 m/s, and 300 km fitted at 600 gave 618 to 708 back.
ONCE_PER_KM = 2.6
#: By how much of that a single case may be off: the worst of 5 launchers is (Antares, 1,540 m/s at
#: 600 km), whose last stage burns for two and a half minutes.
ONCE_SPREAD = 1.5
FITTED_KM = 200.0


def quick_figures(case: Case) -> dict[str, Figure]:
    """What a quick answer is off a flown one, as a figure of the method; a trial is not widened.

    A trial is set right by the one ascent that was flown.
    """
    if case.effort.trial:
        return {}
    shift = 0.0
    if not case.vehicle.stages[-1].restarts:
        rows = [row.perigee_km.value for _, row in case.calibrating if row.type == "published"]
        fitted = sum(rows) / len(rows) if rows else FITTED_KM
        shift = ONCE_PER_KM * (case.orbit_figure("perigee_km").value - fitted)
        if case.station is not None and case.figure("spacecraft", "delta_v_m_s") is not None:
            shift = 0.0  # a ship with an engine is left in the parking orbit
    half, source = max(QUICK_ERROR * _weakness(case), ONCE_SPREAD * abs(shift)), say("quick")
    figure = Figure(
        value=shift,
        low=shift - half,
        high=shift + half,
        how_known="derived",
        as_of=QUICK_AS_OF,
        source=source,
    )
    return {"model.quick_error_m_s": figure.model_copy(update={"source": source})}


def _weakness(case: Case) -> float:
    """By how much more the budget errs for a weak stage that alone carries on to orbit."""
    upper = [stage for stage in case.vehicle.stages if stage.ignition != "liftoff"]
    if len(upper) != 1:
        return 1.0
    (stage,) = upper
    load = case.required("spacecraft", "mass_kg").value
    mass = stage.count * (stage.dry_mass_kg.value + stage.propellant_mass_kg.value) + load
    push = 1e3 * stage.count * stage.thrust_vacuum_kn.value / mass
    return max(1.0, (WEAK / push) ** 4)


def quoted(key: str) -> str:
    """A row's key as it stands in a dotted path: in quotes where it holds a dot itself."""
    return f'"{key}"' if "." in key else key
