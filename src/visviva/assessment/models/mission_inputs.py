"""Which figures a mission is made of, by dotted path: what the checks sample.

Limits: figures of the facts alone; weather, guidance and the crew's choices are not among them.
"""

from visviva.assessment.case import Case, Role
from visviva.core.message import speaker
from visviva.data.schema.common import Figure
from visviva.launch.budget import BUDGET_AS_OF, FAMILY_LOSSES, ORBIT_SPREAD

TEXTS = {
    "en": {"losses": "docs, launch-budget: losses of every launcher with a published payload"},
    "fr": {
        "losses": "docs, launch-budget\u00a0: pertes de tout lanceur qui a une charge utile publiée"
    },
    "ko": {"losses": "docs, launch-budget: 공개 탑재량이 있는 모든 발사체의 손실"},
}
say = speaker(TEXTS)
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


def quoted(key: str) -> str:
    """A row's key as it stands in a dotted path: in quotes where it holds a dot itself."""
    return f'"{key}"' if "." in key else key
