"""A satellite about the Moon: its orbits one after the other, and what the checks share of them.

Limits: two-body arithmetic of impulsive burns at the apsides of orbits in one plane; burns of
minutes lose a few per cent more. Propellant by the rocket equation at one specific impulse.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import AwareDatetime, Field

from visviva.assessment.sampling import SampledInputs
from visviva.assessment.study_values import Table
from visviva.core.arrays import Array
from visviva.core.constants import MOON_GM, MOON_RADIUS, STANDARD_GRAVITY
from visviva.core.time import Epoch
from visviva.data.schema.craft import SatelliteFact
from visviva.data.schema.figure import Figure
from visviva.errors import StudyError

YEAR = 365.25 * 86400.0
#: Most orbits that one study may name.
MOST_ORBITS = 8


class OrbitSection(Table):
    """One orbit of the mission, from the burn that made it."""

    at: AwareDatetime = Field(description="Moment of the burn that made it.")
    periselene_km: Figure = Field(description="Over 1,737.4 km.")
    aposelene_km: Figure = Field(description="Over 1,737.4 km.")
    upkeep_m_s_year: Figure | None = Field(
        default=None, description="What holding it costs; nothing where it is left alone."
    )
    propellant_left_kg: Figure | None = Field(
        default=None, description="Stated after the burn: later burns are counted from it."
    )
    stated_period_h: Figure | None = Field(default=None, description="As it was said.")


class MoonSection(Table):
    """Which satellite, how it came, which orbits it flew, and until when it is said to fly."""

    satellite: str = Field(description="Slug, alias, or path of a satellite fact.")
    isp_s: Figure = Field(description="Specific impulse of its burns.")
    wet_mass_kg: Figure | None = Field(default=None, description="That of the fact otherwise.")
    propellant_kg: Figure | None = Field(default=None, description="That of the fact otherwise.")
    corrections_m_s: Figure = Field(description="Corrections on the way, together.")
    arrival_c3_km2_s2: Figure = Field(
        description="Twice the energy about the Moon before the first burn; near 0 for a ballistic "
        "road, 0.6 to 1.0 for a direct one."
    )
    orbits: tuple[OrbitSection, ...] = Field(min_length=1, max_length=MOST_ORBITS)
    alive_until: AwareDatetime = Field(description="Until when it is said to fly.")
    inclination_deg: float = Field(default=90.0, ge=0.0, le=180.0)
    argument_deg: tuple[float, ...] = Field(
        default=(0.0, 60.0, 120.0, 180.0, 240.0, 300.0),
        min_length=1,
        max_length=12,
        description="Arguments of periselene to try where the last orbit is left alone.",
    )


@dataclass(frozen=True, slots=True)
class LunarCase:
    """The section, its satellite, and the figures to sample."""

    section: MoonSection
    fact: SatelliteFact
    figures: dict[str, Figure]
    trial: bool = False

    @property
    def last(self) -> OrbitSection:
        """The orbit it was left in."""
        return self.section.orbits[-1]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Burns and propellant, every entry an array over the samples.

    `burns`: m/s, the insertion first; `left`: kg after each burn; `mass`: kg after the last one.
    """

    burns: tuple[Array, ...]
    left: tuple[Array, ...]
    mass: Array


def lunar_case(section: MoonSection, fact: SatelliteFact, *, place: str, trial: bool) -> LunarCase:
    """Take the figures of a study together.

    Raises
    ------
    StudyError
        If the masses are not known, or the orbits are out of order or upside down.
    """
    wet, fuel = section.wet_mass_kg or fact.mass_kg, section.propellant_kg or fact.propellant_kg
    if wet is None or fuel is None:
        raise StudyError(
            f"mass or propellant of {fact.title} is not known",
            advice="give moon.wet_mass_kg and moon.propellant_kg",
            place=place,
        )
    times = [row.at for row in section.orbits]
    if times != sorted(times) or section.alive_until <= times[-1]:
        raise StudyError(
            "the orbits of [[moon.orbits]] and moon.alive_until are not in the order of time",
            advice="list them from the first burn on",
            place=place,
        )
    for k, row in enumerate(section.orbits):
        if not 0.0 <= row.periselene_km.value <= row.aposelene_km.value:
            raise StudyError(
                f"orbit {k + 1} of {row.periselene_km.value:g} × {row.aposelene_km.value:g} km",
                advice="give a periselene over the surface and an aposelene no lower",
                place=place,
            )
    figures = {
        "moon.wet_mass_kg": wet,
        "moon.propellant_kg": fuel,
        "moon.isp_s": section.isp_s,
        "moon.corrections_m_s": section.corrections_m_s,
        "moon.arrival_c3_km2_s2": section.arrival_c3_km2_s2,
    }
    names = ("periselene_km", "aposelene_km", "upkeep_m_s_year", "propellant_left_kg")
    for k, row in enumerate(section.orbits):
        given = {name: getattr(row, name) for name in names}
        figures |= {f"moon.orbits.{k}.{n}": f for n, f in given.items() if f is not None}
    return LunarCase(section, fact, figures, trial)


def apsides(drawn: SampledInputs, k: int) -> tuple[Array, Array]:
    """Radii of periselene and aposelene of orbit `k`, m, each of shape ``(n,)``."""
    low, high = (
        MOON_RADIUS + 1e3 * drawn.samples[f"moon.orbits.{k}.{name}_km"]
        for name in ("periselene", "aposelene")
    )
    return np.minimum(low, high), np.maximum(low, high)


def period(low: Any, high: Any) -> Any:
    r"""Period (s) by the radii of the apsides, :math:`2\pi\sqrt{a^3/\mu}`."""
    return 2.0 * np.pi * np.sqrt((0.5 * (low + high)) ** 3 / MOON_GM)


def speed(radius: Any, other: Any) -> Any:
    """Speed (m/s) at the apsis `radius` of the orbit whose other apsis is `other`: vis viva."""
    return np.sqrt(MOON_GM * (2.0 / radius - 2.0 / (radius + other)))


def change(old: tuple[Any, Any], new: tuple[Any, Any]) -> Any:
    """Cheaper of the two ways (m/s) from one orbit to another in its plane by burns at apsides.

    Radii of periselene and aposelene in m. One way first moves the periselene, the other the
    aposelene.

    Examples
    --------
    >>> low, mid, high = (MOON_RADIUS + 1e3 * h for h in (60.0, 100.0, 200.0))
    >>> round(float(change((mid, mid), (low, low))), 1)
    18.1
    >>> round(float(change((low, low), (low, high))), 1)
    30.7
    """
    (p1, a1), (p2, a2) = old, new
    lower = abs(speed(a1, p2) - speed(a1, p1)) + abs(speed(p2, a2) - speed(p2, a1))
    upper = abs(speed(p1, a2) - speed(p1, a1)) + abs(speed(a2, p2) - speed(a2, p1))
    return np.minimum(lower, upper)


def insertion(c3: Any, low: Any, high: Any) -> Any:
    """Burn (m/s) at the periselene from an arrival of `c3` (m2/s2) into an orbit (radii in m)."""
    return np.sqrt(c3 + 2.0 * MOON_GM / low) - speed(low, high)


def ledger(case: LunarCase, drawn: SampledInputs) -> Ledger:
    """Burns and propellant, orbit after orbit, with the upkeep between them."""
    s = drawn.samples
    exhaust = s["moon.isp_s"] * STANDARD_GRAVITY
    mass, fuel = s["moon.wet_mass_kg"], s["moon.propellant_kg"]
    burns: list[Array] = []
    left: list[Array] = []
    for k, row in enumerate(case.section.orbits):
        here = apsides(drawn, k)
        if k == 0:
            spent = s["moon.corrections_m_s"]
            burn = insertion(1e6 * s["moon.arrival_c3_km2_s2"], *here)
        else:
            past = case.section.orbits[k - 1]
            known = s.get(f"moon.orbits.{k - 1}.propellant_left_kg")
            if known is not None:
                mass, fuel = mass - fuel + known, known
            years = (row.at - past.at).total_seconds() / YEAR
            spent = years * s.get(f"moon.orbits.{k - 1}.upkeep_m_s_year", np.zeros(drawn.n))
            burn = change(apsides(drawn, k - 1), here)
        used = mass * -np.expm1(-(burn + spent) / exhaust)
        mass, fuel = mass - used, fuel - used
        burns.append(burn)
        left.append(fuel)
    return Ledger(tuple(burns), tuple(left), mass)


def upkeep_years(case: LunarCase, drawn: SampledInputs, book: Ledger) -> Array | None:
    """Years for which the propellant left holds the last orbit; None where it is left alone."""
    k = len(case.section.orbits) - 1
    rate = drawn.samples.get(f"moon.orbits.{k}.upkeep_m_s_year")
    if rate is None:
        return None
    exhaust = drawn.samples["moon.isp_s"] * STANDARD_GRAVITY
    fuel, mass = book.left[-1], book.mass
    known = drawn.samples.get(f"moon.orbits.{k}.propellant_left_kg")
    if known is not None:
        mass, fuel = mass - fuel + known, known
    reach = -exhaust * np.log1p(-np.clip(fuel, 0.0, 0.95 * mass) / mass)
    return np.asarray(reach / np.maximum(rate, 1e-3))


def epoch_of(moment: Any) -> Epoch:
    """An aware datetime as an epoch."""
    return Epoch.parse(moment.isoformat())


def year_of(moment: Any) -> float:
    """Decimal year of an aware datetime.

    >>> from datetime import datetime, UTC
    >>> year_of(datetime(2028, 3, 1, tzinfo=UTC))
    2028.164
    """
    first = moment.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    length = (first.replace(year=first.year + 1) - first).total_seconds()
    return round(float(moment.year + (moment - first).total_seconds() / length), 3)
