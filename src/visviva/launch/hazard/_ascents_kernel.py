# mypy: disable-error-code="no-untyped-def, no-untyped-call"
"""Thousands of ascents that differ: the loop of one of them, plain functions, compiled on demand.

The forces are those of `visviva.launch.flight.forward`; steps are fixed (Runge-Kutta 4, two
seconds), the steering is tabulated over each leg and follows the share of it that is flown.
"""

from math import sqrt

from visviva.core.kernels.air import between, us76
from visviva.core.kernels.compiled import kernel

# Columns of a leg as it is planned, and of what a sample makes of it.
START, END, EXIT_AREA, ACCEL, EXHAUST, AREA = range(6)
DURATION, MASS, FLOW, THRUST = range(4)
# Columns of what holds for a whole flight: drag factor, errors of the attitude up and aside (rad),
# east and north wind in standard deviations, second of the failure (over the end: none).
DRAG, UP, ASIDE, EAST, NORTH, FAILS = range(6)
#: Longest step, s.
STEP = 2.0


@kernel
def rates(t, share, x, y, z, vx, vy, vz, m, leg, own, whole, aim, square, env):
    """Acceleration (m/s2) and flow (kg/s) at a share of a leg."""
    gm, rate, radius, flattening, zonals, air, mach, drag, heights, spread = env
    p2 = x * x + y * y
    d = sqrt(p2 + z * z)
    over = 1.0 / d
    q = radius * over
    u = z * over
    u2, q2 = u * u, q * q
    j2, j3, j4 = zonals[0] * q2, zonals[1] * q2 * q, zonals[2] * q2 * q2
    value = (
        1.5 * j2 * (3 * u2 - 1)
        + 2.0 * j3 * u * (5 * u2 - 3)
        + 0.625 * j4 * (35 * u2 * u2 - 30 * u2 + 3)
    )
    slope = 3.0 * j2 * u + 1.5 * j3 * (5 * u2 - 1) + 2.5 * j4 * u * (7 * u2 - 3)
    f = -gm * over * over * over
    g = f * (1.0 - value - u * slope)
    ax, ay, az = g * x, g * y, g * z + f * d * slope
    altitude = d - radius * (1.0 - flattening * u2 * (1.0 + 1.5 * flattening * (1.0 - u2)))
    density, pressure = us76(altitude, air)
    flow, push = own[FLOW], 0.0
    if leg[ACCEL] > 0.0:
        push = leg[ACCEL] * m
        flow = push / leg[EXHAUST]
        push -= pressure * leg[EXIT_AREA]
    elif own[THRUST] > 0.0:
        push = own[THRUST] - pressure * leg[EXIT_AREA]
    if push != 0.0:
        at = share * (aim.shape[0] - 1)
        i = min(int(at), aim.shape[0] - 2)
        w = at - i
        ux = aim[i, 0] + w * (aim[i + 1, 0] - aim[i, 0])
        uy = aim[i, 1] + w * (aim[i + 1, 1] - aim[i, 1])
        uz = aim[i, 2] + w * (aim[i + 1, 2] - aim[i, 2])
        # Errors of the attitude: aside is square to the plane of the flight, up square to both.
        sx, sy, sz = square[0], square[1], square[2]
        ex, ey, ez = sy * uz - sz * uy, sz * ux - sx * uz, sx * uy - sy * ux
        ux += whole[UP] * ex + whole[ASIDE] * sx
        uy += whole[UP] * ey + whole[ASIDE] * sy
        uz += whole[UP] * ez + whole[ASIDE] * sz
        k = push / (m * sqrt(ux * ux + uy * uy + uz * uz))
        ax, ay, az = ax + k * ux, ay + k * uy, az + k * uz
    if density > 0.0 and leg[AREA] > 0.0:
        wx, wy, wz = vx + rate * y, vy - rate * x, vz
        gust = between(altitude, heights, spread)
        p = sqrt(p2) + 1e-9
        side = 1.0 / p
        s, c = u, p * over
        east, north = gust * whole[EAST], gust * whole[NORTH]
        wx -= side * (-y * east - s * x * north)
        wy -= side * (x * east - s * y * north)
        wz -= c * north
        speed = sqrt(wx * wx + wy * wy + wz * wz) + 1e-30
        cd = between(speed / sqrt(1.4 * pressure / density), mach, drag)
        k = 0.5 * density * speed * leg[AREA] * cd * whole[DRAG] / m
        ax, ay, az = ax - k * wx, ay - k * wy, az - k * wz
    return ax, ay, az, flow


@kernel
def fly_one(start, legs, own, whole, aim, square, env, out):
    """Fly one sample; the state at the end of each leg, and at the failure, in `out`.

    `out` (legs + 1, 8): position, velocity, mass, time; the last row is of the failure (time
    negative where there was none).
    """
    x, y, z, vx, vy, vz = start[0], start[1], start[2], start[3], start[4], start[5]
    t = 0.0
    n = legs.shape[0]
    out[n, 7] = -1.0
    for j in range(n):
        leg, mine, toward = legs[j], own[j], aim[j]
        m = mine[MASS]
        duration = mine[DURATION]
        steps = int(duration / STEP) + 1
        fails = t <= whole[FAILS] < t + duration
        for i in range(steps):
            h = duration / steps
            a = i * h
            stops = fails and a <= whole[FAILS] - t < a + h
            if stops:
                h = whole[FAILS] - t - a
            s0, s1, s2 = a / duration, (a + 0.5 * h) / duration, (a + h) / duration
            a1, b1, c1, f1 = rates(
                t, s0, x, y, z, vx, vy, vz, m, leg, mine, whole, toward, square, env
            )
            g = 0.5 * h
            px, py, pz = vx + g * a1, vy + g * b1, vz + g * c1
            a2, b2, c2, f2 = rates(
                t,
                s1,
                x + g * vx,
                y + g * vy,
                z + g * vz,
                px,
                py,
                pz,
                m - g * f1,
                leg,
                mine,
                whole,
                toward,
                square,
                env,
            )
            qx, qy, qz = vx + g * a2, vy + g * b2, vz + g * c2
            a3, b3, c3, f3 = rates(
                t,
                s1,
                x + g * px,
                y + g * py,
                z + g * pz,
                qx,
                qy,
                qz,
                m - g * f2,
                leg,
                mine,
                whole,
                toward,
                square,
                env,
            )
            rx, ry, rz = vx + h * a3, vy + h * b3, vz + h * c3
            a4, b4, c4, f4 = rates(
                t,
                s2,
                x + h * qx,
                y + h * qy,
                z + h * qz,
                rx,
                ry,
                rz,
                m - h * f3,
                leg,
                mine,
                whole,
                toward,
                square,
                env,
            )
            g = h / 6.0
            x += g * (vx + 2.0 * px + 2.0 * qx + rx)
            y += g * (vy + 2.0 * py + 2.0 * qy + ry)
            z += g * (vz + 2.0 * pz + 2.0 * qz + rz)
            vx += g * (a1 + 2.0 * a2 + 2.0 * a3 + a4)
            vy += g * (b1 + 2.0 * b2 + 2.0 * b3 + b4)
            vz += g * (c1 + 2.0 * c2 + 2.0 * c3 + c4)
            m -= g * (f1 + 2.0 * f2 + 2.0 * f3 + f4)
            if stops:
                _keep(out, n, x, y, z, vx, vy, vz, m, whole[FAILS])
                for left in range(j, n):
                    out[left, 7] = -1.0
                return
        t += duration
        _keep(out, j, x, y, z, vx, vy, vz, m, t)


@kernel
def _keep(out, j, x, y, z, vx, vy, vz, m, t):
    out[j, 0], out[j, 1], out[j, 2] = x, y, z
    out[j, 3], out[j, 4], out[j, 5] = vx, vy, vz
    out[j, 6], out[j, 7] = m, t


@kernel
def fly_all(start, legs, own, whole, aim, square, env, out):
    """Every sample: `own` (n, legs, 4), `whole` (n, 6), `out` (n, legs + 1, 8)."""
    for i in range(own.shape[0]):
        fly_one(start, legs, own[i], whole[i], aim, square, env, out[i])
