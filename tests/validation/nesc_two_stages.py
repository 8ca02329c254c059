"""NASA check case 17 (two stages to orbit) as a point mass that is given the recorded attitude.

Shared by the test and `benchmarks/launch_check_case.py`; docs/launch-check-cases.md says what was
read off.
"""

import json
from itertools import pairwise

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.optimize import brentq

from visviva.core.constants import EARTH_RATE
from visviva.launch.flight.forward import Aero, Earth, Segment, fly

J2_ONLY = Earth(zonals=(1.08262982e-3, 0.0, 0.0))
STATE = ("eci_x_m", "eci_y_m", "eci_z_m", "eci_vx_m_s", "eci_vy_m_s", "eci_vz_m_s")


def read(shared_data, name):
    run = np.genfromtxt(shared_data / "launch/nesc" / name, delimiter=",", names=True)
    return run, np.column_stack([run[k] for k in STATE])


def two_stage_run(shared_data):
    """Vehicle figures, the recorded run, and its states, inertial."""
    data = json.loads((shared_data / "launch/benchmarks/nesc_atmos17_vehicle.json").read_text())
    return data, *read(shared_data, "atmos17_two_stage_to_orbit_sim06.csv")


def attitude(run):
    """Body axis as a spline through the recorded yaw and pitch, inertial."""
    lat, lon = np.radians(run["lat_deg"]), np.radians(run["lon_deg"]) + EARTH_RATE * run["t_s"]
    yaw, pitch = np.radians(run["euler_yaw_deg"]), np.radians(run["euler_pitch_deg"])
    north = np.column_stack([-np.sin(lat) * np.cos(lon), -np.sin(lat) * np.sin(lon), np.cos(lat)])
    east = np.column_stack([-np.sin(lon), np.cos(lon), 0 * lon])
    up = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    flat, steep = np.cos(pitch)[:, None], np.sin(pitch)[:, None]
    axis = flat * (np.cos(yaw)[:, None] * north + np.sin(yaw)[:, None] * east) + steep * up
    return CubicSpline(run["t_s"], axis)


def steer(spline, start, end):
    """The spline between two times, as pieces with powers of the share of each piece."""
    inner = spline.x[(spline.x > start + 1e-9) & (spline.x < end - 1e-9)]
    knots = np.concatenate([[start], inner, [end]])
    out = []
    for a, b in pairwise(knots):
        powers = [spline(a, k) * (b - a) ** k / f for k, f in enumerate((1.0, 1.0, 2.0, 6.0))]
        out.append((a, b, np.array(powers)))
    return tuple(out)


def burns(data):
    """Name, full mass, flow, thrust and length of the two burns."""
    mass, push = data["mass"], data["propulsion"]
    ends = (("liftoff_kg", "s1_burnout_kg"), ("s2_ignite_kg", "s2_burnout_kg"))
    for (full, empty), name in zip(ends, ("stage1", "stage2"), strict=True):
        flow = push[name]["thrust_N"] / (push[name]["isp_s"] * push[name]["g"])
        yield name, mass[full], flow, push[name]["thrust_N"], (mass[full] - mass[empty]) / flow


def plan(data, run, marks):
    """Coast and burn between `marks`: on and off of stage 1, on and off of stage 2, end."""
    (_, m1, f1, t1, _), (_, m2, f2, t2, _) = burns(data)
    spline, end = attitude(run), data["mass"]
    rows = [
        ("hold", 0.0, marks[0], m1, 0.0, 0.0),
        ("stage 1", marks[0], marks[1], m1, f1, t1),
        ("coast", marks[1], marks[2], end["s1_burnout_kg"], 0.0, 0.0),
        ("stage 2", marks[2], marks[3], m2, f2, t2),
        ("orbit", marks[3], marks[4], end["s2_burnout_kg"], 0.0, 0.0),
    ]
    return [
        Segment(n, a, b, m, f, t, steering=steer(spline, a, b))
        for n, a, b, m, f, t in rows
        if b - a > 1e-9
    ]


def aero_of(data):
    """The axial force of the run is that of the circle of the reference length, 7.069 m2.

    The file rounds it to 7.
    """
    alpha = np.radians(data["aero"]["alpha_deg"])
    half = alpha >= 0
    lift, drag = np.array(data["aero"]["CL"])[half], np.array(data["aero"]["CD_total_alpha"])[half]
    area = np.pi / 4 * data["aero"]["lref_m"] ** 2
    return Aero(area, alpha=alpha[half], alpha_lift=lift, alpha_drag=drag)


def read_off(data, run, x, marks, k, window):
    """The time of event `k` that gives the run's own gain of speed along its axis over a window of
    1 to 3 s."""
    i, j = np.searchsorted(run["t_s"], window)
    a, b = run["t_s"][i], run["t_s"][j]
    spline = attitude(run)

    def gain(moment):
        moved = [*marks[:k], moment, *marks[k + 1 :]]
        out = []
        for s in plan(data, run, moved):
            lo, hi = max(s.start, a), min(s.end, b)
            if hi - lo > 1e-9:
                mass = s.mass - s.mass_flow * (lo - s.start)
                out.append(
                    Segment(
                        s.name, lo, hi, mass, s.mass_flow, s.thrust, steering=steer(spline, lo, hi)
                    )
                )
        record = fly(x[i, :3], x[i, 3:], out, aero=aero_of(data), earth=J2_ONLY)
        return (record.v[-1] - x[j, 3:]) @ spline(0.5 * (a + b))

    return brentq(gain, marks[k] - 0.3 if k else 0.0, marks[k] + 0.3, xtol=1e-6)


def events_of(data, run, x):
    """Times of ignition and cut-off.

    The run steps its engines in tenths of a second, which moves each by ms.
    """
    first, second = (b[-1] for b in burns(data))
    marks = [0.0, first, 134.3, 134.3 + second, 200.0]
    for k, window in enumerate([(0.0, 1.0), (36.5, 38.5), (134.0, 136.0), (194.0, 197.0)]):
        marks[k] = read_off(data, run, x, marks, k, window)
        if k == 2:
            marks[3] = marks[2] + second
    return marks


def gaps(shared_data, times=(37.0, 134.0, 200.0)):
    """Gap of position (m) and of speed (m/s) between the flight and the reference run, by time."""
    data, run, x = two_stage_run(shared_data)
    marks = events_of(data, run, x)
    out = {}
    for t in times:
        k = int(np.flatnonzero(np.abs(run["t_s"] - t) < 1e-9)[-1])
        flown = []
        for s in plan(data, run, marks):
            if s.start < t - 1e-9:
                end = min(s.end, t)
                attitude_of = steer(attitude(run), s.start, end)
                flown.append(
                    Segment(
                        s.name, s.start, end, s.mass, s.mass_flow, s.thrust, steering=attitude_of
                    )
                )
        gap = fly(x[0, :3], x[0, 3:], flown, aero=aero_of(data), earth=J2_ONLY).end - x[k]
        out[t] = (float(np.linalg.norm(gap[:3])), float(np.linalg.norm(gap[3:])))
    return out
