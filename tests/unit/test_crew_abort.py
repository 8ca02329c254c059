"""Aborts: a made-up ascent left at any second."""

from typing import Any

import numpy as np
import pytest

from visviva.core.constants import EARTH_RATE
from visviva.core.geodesy import geodetic_to_itrf
from visviva.crew.descent.abort import AscentPath, abort, envelope, worst
from visviva.crew.entry.fly import entry_state
from visviva.data.catalogue import Catalogue
from visviva.errors import InputError, RangeError

SOYUZ_MS = Catalogue.bundled().ship("soyuz-ms").capsule_figures()


def _path() -> AscentPath:
    """From the pad to 200 km and an orbital speed in 500 s.

    With a speed and an altitude that grow smoothly.
    """
    t = np.linspace(0.0, 500.0, 501)
    s = t / 500.0
    altitude = 200e3 * (1.0 - (1.0 - s) ** 2)
    r = [geodetic_to_itrf(0.8, 1.1, 0.0)]
    v = [np.zeros(3)]
    for k in range(1, t.size):
        angle = np.radians(75.0) * (1.0 - s[k]) ** 2
        speed, east = 50.0 + 7440.0 * s[k] ** 1.5, 1.1 + 0.25 * s[k] ** 3
        rk, vk = entry_state(0.8, east, altitude[k], speed, angle, np.radians(85.0), inertial=False)
        r.append(rk)
        v.append(vk)
    return AscentPath(t, np.array(r), np.array(v))


CAPSULE = SOYUZ_MS.capsule(lifting=False)


def test_envelope_lands_until_it_is_an_orbit() -> None:
    path = _path()
    done = envelope(path, CAPSULE, step=50.0)
    assert [a.t for a in done][-1] == 500.0
    assert all(a.outcome == "landed" for a in done[:8])
    assert all(
        a.apogee >= a.altitude - 1.0 and a.landing_t > a.t for a in done if a.outcome == "landed"
    )
    ranges = [a.range for a in done if a.outcome == "landed"]
    assert ranges == sorted(ranges)
    assert worst(done).peak_g == max(a.peak_g for a in done if a.outcome == "landed")


def test_early_abort_comes_down_beside_the_pad_under_its_canopy() -> None:
    one = abort(_path(), 20.0, CAPSULE)
    assert one.range < 10e3
    assert one.flight is not None
    assert one.flight.speed[-1] < 8.0


def test_an_escape_impulse_lifts_the_apogee() -> None:
    plain, pushed = (
        abort(_path(), 30.0, CAPSULE),
        abort(_path(), 30.0, CAPSULE, escape_delta_v=100.0),
    )
    assert pushed.apogee > plain.apogee + 500.0


def test_states_between_samples_are_smooth() -> None:
    path = _path()
    r, v = path.at(250.5)
    assert np.linalg.norm(r - 0.5 * (path.r_itrf[250] + path.r_itrf[251])) < 200.0
    assert np.all(np.isfinite(v))


def test_inertial_states_are_turned_with_the_earth() -> None:
    r0 = geodetic_to_itrf(0.8, 0.0, 0.0)
    t = np.array([0.0, 100.0])
    angle = EARTH_RATE * t
    r = np.stack([np.cos(angle) * r0[0], np.sin(angle) * r0[0], np.full(2, r0[2])], -1)
    v = np.cross([0.0, 0.0, EARTH_RATE], r)
    path = AscentPath.from_inertial(t, r, v, 1.1)
    assert np.linalg.norm(path.v_itrf) < 1e-6
    assert np.linalg.norm(path.r_itrf[1] - geodetic_to_itrf(0.8, 1.1, 0.0)) < 1e-3


def test_a_second_outside_the_ascent_is_refused() -> None:
    with pytest.raises(RangeError, match="an abort at 501 s"):
        abort(_path(), 501.0, CAPSULE)


def test_bad_ascents_are_refused() -> None:
    with pytest.raises(InputError):
        AscentPath(np.zeros(1), np.zeros((1, 3)), np.zeros((1, 3)))
    with pytest.raises(InputError, match="every 0 s"):
        envelope(_path(), CAPSULE, step=0.0)


def test_an_abort_that_grazes_the_air_is_in_orbit() -> None:
    """Perigee just under the interface: not down within one revolution, and no failure."""
    r = np.array([6378137.0 + 210e3, 0.0, 0.0])
    v = np.array([0.0, 7760.0 - 7.292115e-5 * r[0], 0.0])
    path = AscentPath(np.array([0.0, 1.0]), np.array([r, r + v]), np.array([v, v]))
    assert abort(path, 0.0, CAPSULE).outcome == "orbit"


def test_an_envelope_keeps_the_abort_that_finds_no_way_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from visviva.crew.descent import abort as module

    good = module.abort

    def failing(path: AscentPath, t: float, *arguments: Any, **options: Any) -> Any:
        if t > 1.5:
            raise InputError("no way down")
        return good(path, t, *arguments, **options)

    monkeypatch.setattr(module, "abort", failing)
    r, v = np.array([6378137.0 + 30e3, 0.0, 0.0]), np.array([10.0, 1000.0, 0.0])
    path = AscentPath(np.array([0.0, 2.0]), np.array([r, r + 2 * v]), np.array([v, v]))
    first, last = module.envelope(path, CAPSULE, step=1.0)
    assert (first.outcome, last.outcome, last.reason) == ("landed", "not flown", "no way down")
