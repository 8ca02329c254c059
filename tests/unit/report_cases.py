"""Assessments built by hand for the tests of the report.

Figures in them are examples, not results.
"""

import math
from typing import Any

import numpy as np

from visviva.assessment.answer import Assessment, Change, Finding, GroundTrack, Input, Moment
from visviva.core.message import Message
from visviva.core.place import Place
from visviva.core.uncertain import Interval

#: One question that the page can say in every language; the other texts are quoted as they are.
QUESTION = {
    "en": {
        "question": "Can the orbit of the station be reached from the site?",
        "docking": "Do the docking ports fit?",
    },
    "fr": {
        "question": "Le pas de tir atteint-il le plan de la cible sans changement de plan\u202f?",
        "docking": "Le système d’amarrage du vaisseau convient-il à un port de la station\u202f?",
    },
    "ko": {
        "question": "발사대에서 궤도면을 바꾸지 않고 목표 궤도면에 도달할 수 있는가?",
        "docking": "우주선의 도킹 장치가 정거장의 포트에 맞는가?",
    },
}


def orbit_track(label: str, role: Any, inclination_deg: float, turns: float = 2.0) -> GroundTrack:
    """Ground track of a circular low orbit, crude but shaped as the real one."""
    u = np.linspace(0.0, 2 * math.pi * turns, int(180 * turns))
    i = math.radians(inclination_deg)
    lat = np.arcsin(np.sin(i) * np.sin(u))
    lon = np.arctan2(np.cos(i) * np.sin(u), np.cos(u)) - u * 0.0655 + 1.2
    lon = (lon + math.pi) % (2 * math.pi) - math.pi
    return GroundTrack(label, role, tuple(lon.tolist()), tuple(lat.tolist()))


def place(label: str, lat_deg: float, lon_deg: float) -> Place:
    return Place.from_degrees(lat_deg, lon_deg, name=label)


def soyuz_tiangong(**changed: Any) -> Assessment:
    """The claim of the first study with the figures its statement quotes.

    Margins are made up around them.
    """
    margins = np.random.default_rng(1).normal(-2.31, 0.21, 4000)
    findings = (
        Finding(
            "plane-turn",
            Message(QUESTION, "question"),
            "no",
            1412.0,
            "m/s",
            "The lowest inclination reachable from Vostochny without a turn is 51.88°, the "
            "latitude of the "
            "pad; Tiangong "
            "flies at 41.47°. The turn of 10.41° costs 1,412 m/s at 200 km.",
            "Spherical trigonometry of the launch azimuth; impulsive turn at a circular orbit of "
            "200 km. Finite "
            "burns "
            "and the rotation of the node are left out.",
            Interval(1398.0, 1427.0),
            150.0,
            "at_most",
            (
                "Vallado, Fundamentals of Astrodynamics and Applications, 4th ed., eq. 6-19",
                "https://example.org/tiangong?a=1&b=2",
            ),
            detail=(
                {
                    "site": "Vostochny",
                    "min_inclination_deg": 51.88,
                    "turn_deg": 10.41,
                    "turn_cost_m_s": 1412.0,
                    "verdict": "no",
                },
                {
                    "site": "Baikonur, usual corridor",
                    "min_inclination_deg": 51.6,
                    "turn_deg": 10.13,
                    "turn_cost_m_s": 1374.0,
                    "verdict": "no",
                },
                {
                    "site": "Baikonur, due east",
                    "min_inclination_deg": 45.96,
                    "turn_deg": 4.49,
                    "turn_cost_m_s": 610.0,
                    "verdict": "no",
                },
                {
                    "site": "Jiuquan",
                    "min_inclination_deg": 40.96,
                    "turn_deg": 0.0,
                    "turn_cost_m_s": 0.0,
                    "verdict": "yes",
                },
            ),
        ),
        Finding(
            "payload",
            "Does the launcher lift the ship into the station's plane?",
            "no",
            4.79,
            "t",
            "In the cheapest split the launcher leaves 4.79 t for a ship of 7.1 t.",
            "Velocity budget from stage figures; losses calibrated on a published payload of the "
            "same vehicle.",
            Interval(4.44, 5.13),
            7.1,
            "at_least",
            ("Soyuz-2 user manual",),
            samples=tuple((margins + 7.1).tolist()),
        ),
        Finding(
            "node-drift",
            "Would waiting help?",
            "no",
            None,
            "",
            "No: drift turns the node, −4.9° a day, and never the inclination.",
            "Secular J2 rates.",
            sources=("Vallado 2013, eq. 9-38",),
        ),
        Finding(
            "docking",
            Message(QUESTION, "docking"),
            "no",
            None,
            "",
            "Soyuz carries probe and cone; Tiangong takes an androgynous port.",
            "Comparison of stated types.",
            sources=("published descriptions of both systems",),
        ),
        Finding(
            "crew-health",
            "Can the crew be trained for both ships?",
            "unknown",
            None,
            "",
            "Open: no figure in public.",
            "None.",
        ),
        Finding(
            "veto",
            "Has anyone refused?",
            "no",
            None,
            "",
            "A 2011 law keeps one agency from working with another; nothing binds the two here.",
            "As stated.",
            sources=("public record",),
            physical=False,
        ),
    )
    inputs = (
        Input(
            "site.vostochny.latitude_deg",
            51.884,
            "°",
            None,
            None,
            "https://example.org/vostochny",
            "2024-01-01",
            "read",
        ),
        Input(
            "vehicle.soyuz-2.1a.stages.2.specific_impulse_vacuum_s",
            359.0,
            "s",
            356.0,
            362.0,
            "Soyuz-2 user manual, table 3",
            "2012-04",
            "read",
            variance_share=0.58,
        ),
        Input(
            "spacecraft.soyuz-ms.mass_kg",
            7150.0,
            "kg",
            7080.0,
            7220.0,
            "press kit",
            "2023-09-15",
            "derived",
            variance_share=0.29,
        ),
        Input(
            "vehicle.soyuz-2.1a.stages.2.dry_mass_kg",
            2355.0,
            "kg",
            2200.0,
            2500.0,
            "handbook",
            "2010",
            "recalled",
            variance_share=0.09,
        ),
        Input(
            "spacecraft.soyuz-ms.reserve_delta_v_m_s",
            150.0,
            "m/s",
            120.0,
            180.0,
            "set on the command line",
            "2026-11-23",
            "assumed",
            overridden=True,
            variance_share=0.02,
        ),
    )
    changes = (
        Change(
            "launch.site",
            "jiuquan",
            "marginal",
            0.52,
            "No turn is needed; the payload is close to what the ship weighs.",
        ),
        Change(
            "launch.site",
            "kourou",
            "yes",
            0.93,
            "No turn is needed and the Earth gives 40 m/s more.",
        ),
        Change(
            "target.station",
            "iss",
            "yes",
            0.99,
            "At 51.64° the station is in the plane of the usual corridor.",
        ),
        Change("launch.site", "baikonur", "no", 0.0, "The turn is 10.13° in the usual corridor."),
        Change(
            "launch.vehicle",
            "soyuz-2.1b",
            "no",
            0.0,
            "About a tonne more payload; two more are missing.",
        ),
        Change("launch.vehicle", "angara-a5", "no", 0.021, "The vehicle has no crewed ship."),
    )
    fields: dict[str, Any] = {
        "name": "soyuz-tiangong",
        "claim": "A Soyuz takes a cosmonaut from Vostochny to the Chinese station",
        "said_by": "press, after the Vostochny meeting",
        "said_on": "2023-09-15",
        "verdict": "no",
        "probability": 0.0,
        "sentence": "No: the station's plane lies 10.41° below anything Vostochny reaches; after "
        "the cheapest way to "
        "turn, the launcher is 2.3 t short of the ship.",
        "deciding": "payload",
        "findings": findings,
        "inputs": inputs,
        "changes": changes,
        "reproduce": "visviva assess soyuz-tiangong --seed 1",
        "seed": 1,
        "samples": 4000,
        "margin": -2.31,
        "margin_unit": "t",
        "margin_interval_90": Interval(-2.66, -1.97),
        "margin_samples": tuple(margins.tolist()),
        "tracks": (
            GroundTrack(
                "Ascent from Vostochny",
                "ascent",
                tuple(np.radians(np.linspace(128.3, 153.0, 20)).tolist()),
                tuple(np.radians(np.linspace(51.9, 49.0, 20)).tolist()),
            ),
            orbit_track("Orbit after launch, 51.9°", "orbit", 51.88, 1.0),
            orbit_track("Tiangong, 41.47°", "target", 41.47),
        ),
        "places": (
            place("Vostochny", 51.884, 128.334),
            place("Baikonur", 45.965, 63.305),
            place("Jiuquan", 40.96, 100.29),
            place("Wenchang", 19.61, 110.95),
            place("Kourou", 5.24, -52.77),
        ),
        "timeline": (
            Moment("2023-09-13T02:00:00Z", "Meeting at Vostochny"),
            Moment("2023-09-15T00:00:00Z", "The claim is printed"),
            Moment("2024-10-01T00:00:00Z", "Earliest date of the study"),
        ),
        "notes": ("The four ways to pay are listed under the finding on the turn.",),
        "warnings": ("The element set of Tiangong is 41 days old on the study's date.",),
        "data_dates": {"Earth orientation": "2026-11-20", "facts": "2026-11-23"},
    }
    return Assessment(**(fields | changed))


def bare(**changed: Any) -> Assessment:
    """An assessment with nothing but a name and a verdict."""
    fields: dict[str, Any] = {
        "name": "bare",
        "claim": "",
        "said_by": "",
        "said_on": "",
        "verdict": "unknown",
        "probability": None,
        "sentence": "",
        "deciding": "",
        "findings": (),
        "inputs": (),
        "changes": (),
        "reproduce": "",
        "seed": 0,
        "samples": 0,
    }
    return Assessment(**(fields | changed))
