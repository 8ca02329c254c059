# mypy: disable-error-code="no-untyped-def, no-untyped-call"
"""Thousands of falls: the loop of one of them, plain functions, compiled on demand.

Point masses with constant ballistic coefficient, US 1976 air that turns with the Earth, wind, J2 to
J4, a last burn where there is one; Dormand-Prince 5(4) with steps by error. Within a step the
height is taken by a series of the flattening (within 1 m below 150 km) and the air by cubics of its
logarithm; the ground is met on the ellipsoid itself.
"""

from math import atan2, exp, sqrt

from visviva.core.kernels.air import us76
from visviva.core.kernels.compiled import kernel

# Columns of a row: inertial position and velocity, C_d A / m, factors of the spread wind, thrust
# over mass and flow over mass at the start, seconds of burn, its direction (zero: along the path).
POSITION, VELOCITY, DRAG, EAST, NORTH, PUSH, FLOW, BURN, AIM = 0, 3, 6, 7, 8, 9, 10, 11, 12
COLUMNS = 15
#: Largest error of one step, m and m/s, and longest step, s.
POSITION_ERROR, VELOCITY_ERROR, LONGEST = 1.5, 1.5e-2, 60.0
#: Length of a cell of the table of the air, m, and where the table ends.
CELL, TABLE_TOP = 100.0, 150e3


@kernel
def geodetic(x, y, z, radius, flattening):
    """Altitude (m), sine and cosine of geodetic latitude: one turn of Bowring (1985).

    Within 1 mm below 1,000 km, where the general one takes two turns.
    """
    e2 = flattening * (2.0 - flattening)
    b = radius * (1.0 - flattening)
    ep2b = e2 / (1.0 - e2) * b
    p2 = x * x + y * y
    p = sqrt(p2)
    d = sqrt(p2 + z * z)
    top, bottom = b * z * (1.0 + ep2b / d), radius * p
    n = 1.0 / sqrt(top * top + bottom * bottom)
    sb, cb = top * n, bottom * n
    up, out = z + ep2b * sb * sb * sb, p - e2 * radius * cb * cb * cb
    n = 1.0 / sqrt(up * up + out * out)
    s, c = up * n, out * n
    return p * c + z * s - radius * sqrt(1.0 - e2 * s * s), s, c


@kernel
def acceleration(t, x, y, z, vx, vy, vz, row, env):
    """Gravity, drag and thrust over mass, m/s2."""
    gm, rate, radius, flattening, zonals, air, cells = env
    p2 = x * x + y * y
    d = sqrt(p2 + z * z)
    over = 1.0 / d
    q = radius * over
    u = z * over
    u2 = u * u
    q2 = q * q
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
    wx, wy, wz = vx + rate * y, vy - rate * x, vz
    left = 1.0
    if row[FLOW] > 0.0:
        left -= row[FLOW] * min(t, row[BURN])
    # Radius of the ellipsoid at this geocentric latitude, to the second order of the flattening.
    altitude = d - radius * (1.0 - flattening * u2 * (1.0 + 1.5 * flattening * (1.0 - u2)))
    density, gust = 0.0, 0.0
    if altitude < TABLE_TOP:
        m = max(altitude, 0.0) / CELL
        i = min(int(m), cells.shape[0] - 1)
        m -= i
        density = exp(cells[i, 0] + m * (cells[i, 1] + m * (cells[i, 2] + m * cells[i, 3])))
        gust = cells[i, 4] + m * cells[i, 5]
    else:
        density, _ = us76(altitude, air)
    if density > 0.0 and row[DRAG] > 0.0:
        if gust != 0.0:
            p = sqrt(p2) + 1e-9
            side = 1.0 / p
            # Geodetic latitude is larger by f sin 2 phi.
            bend = 2.0 * flattening * u * p * over
            s, c = u + bend * p * over, p * over - bend * u
            blow_e, blow_n = gust * row[EAST], gust * row[NORTH]
            wx -= side * (-y * blow_e - s * x * blow_n)
            wy -= side * (x * blow_e - s * y * blow_n)
            wz -= c * blow_n
        speed = sqrt(wx * wx + wy * wy + wz * wz)
        k = 0.5 * density * speed * row[DRAG] / left
        ax, ay, az = ax - k * wx, ay - k * wy, az - k * wz
    if t < row[BURN]:
        push = row[PUSH] / left
        ux, uy, uz = row[AIM], row[AIM + 1], row[AIM + 2]
        if ux == 0.0 and uy == 0.0 and uz == 0.0:
            n = sqrt(wx * wx + wy * wy + wz * wz) + 1e-9
            ux, uy, uz = wx / n, wy / n, wz / n
        ax, ay, az = ax + push * ux, ay + push * uy, az + push * uz
    return ax, ay, az


@kernel
def fall_one(row, ground, most, env, k, out):
    """Follow one row to the ground.

    `k` (7, 6) is room to work in, `out` takes inertial place and velocity, time and status (1: on
    the ground, 0: still up after `most` seconds).
    """
    x, y, z, vx, vy, vz = row[0], row[1], row[2], row[3], row[4], row[5]
    t, h = 0.0, 1.0
    radius, flattening = env[2], env[3]
    # Slopes that a stage does not use are multiplied by zero: they must be numbers.
    k[:] = 0.0
    k[0, 0], k[0, 1], k[0, 2] = vx, vy, vz
    k[0, 3], k[0, 4], k[0, 5] = acceleration(t, x, y, z, vx, vy, vz, row, env)
    status = 0.0
    while t < most:
        h = min(h, LONGEST, most - t)
        ends = t < row[BURN] <= t + h
        if ends:
            h = row[BURN] - t
        _stage(1, t + h / 5, h, 1 / 5, 0.0, 0.0, 0.0, 0.0, 0.0, x, y, z, vx, vy, vz, row, env, k)
        _stage(
            2, t + 0.3 * h, h, 3 / 40, 9 / 40, 0.0, 0.0, 0.0, 0.0, x, y, z, vx, vy, vz, row, env, k
        )
        _stage(
            3,
            t + 0.8 * h,
            h,
            44 / 45,
            -56 / 15,
            32 / 9,
            0.0,
            0.0,
            0.0,
            x,
            y,
            z,
            vx,
            vy,
            vz,
            row,
            env,
            k,
        )
        _stage(
            4,
            t + 8 / 9 * h,
            h,
            19372 / 6561,
            -25360 / 2187,
            64448 / 6561,
            -212 / 729,
            0.0,
            0.0,
            x,
            y,
            z,
            vx,
            vy,
            vz,
            row,
            env,
            k,
        )
        edge = t + h - (1e-9 if ends else 0.0)
        _stage(
            5,
            edge,
            h,
            9017 / 3168,
            -355 / 33,
            46732 / 5247,
            49 / 176,
            -5103 / 18656,
            0.0,
            x,
            y,
            z,
            vx,
            vy,
            vz,
            row,
            env,
            k,
        )
        nx, ny, nz, nvx, nvy, nvz = _stage(
            6,
            edge,
            h,
            35 / 384,
            0.0,
            500 / 1113,
            125 / 192,
            -2187 / 6784,
            11 / 84,
            x,
            y,
            z,
            vx,
            vy,
            vz,
            row,
            env,
            k,
        )
        error = 1e-12
        for i in range(6):
            e = h * (
                71 / 57600 * k[0, i]
                - 71 / 16695 * k[2, i]
                + 71 / 1920 * k[3, i]
                - 17253 / 339200 * k[4, i]
                + 22 / 525 * k[5, i]
                - k[6, i] / 40
            )
            error = max(error, abs(e) / (POSITION_ERROR if i < 3 else VELOCITY_ERROR))
        if error > 1.0:
            h *= max(0.2, 0.9 * error**-0.2)
            continue
        low, _, _ = geodetic(nx, ny, nz, radius, flattening)
        if low <= ground:
            before, _, _ = geodetic(x, y, z, radius, flattening)
            if before > ground or low < before:
                a, b = 0.0, 1.0
                for _ in range(30):
                    m = 0.5 * (a + b)
                    px = _hermite(m, h, x, vx, nx, nvx)
                    py = _hermite(m, h, y, vy, ny, nvy)
                    pz = _hermite(m, h, z, vz, nz, nvz)
                    low, _, _ = geodetic(px, py, pz, radius, flattening)
                    if low <= ground:
                        b = m
                    else:
                        a = m
                x, y, z = (
                    _hermite(b, h, x, vx, nx, nvx),
                    _hermite(b, h, y, vy, ny, nvy),
                    _hermite(b, h, z, vz, nz, nvz),
                )
                vx, vy, vz = vx + b * (nvx - vx), vy + b * (nvy - vy), vz + b * (nvz - vz)
                t += b * h
                status = 1.0
                break
        x, y, z, vx, vy, vz = nx, ny, nz, nvx, nvy, nvz
        t += h
        for i in range(6):
            k[0, i] = k[6, i]
        if ends:
            k[0, 3], k[0, 4], k[0, 5] = acceleration(t, x, y, z, vx, vy, vz, row, env)
        h *= min(5.0, 0.9 * error**-0.2)
    out[0], out[1], out[2], out[3], out[4], out[5] = x, y, z, vx, vy, vz
    out[6], out[7] = t, status


@kernel
def _stage(i, t, h, c0, c1, c2, c3, c4, c5, x, y, z, vx, vy, vz, row, env, k):
    """Slope `i` from those before it; the state at which it was taken."""
    s0 = c0 * k[0, 0] + c1 * k[1, 0] + c2 * k[2, 0] + c3 * k[3, 0] + c4 * k[4, 0] + c5 * k[5, 0]
    s1 = c0 * k[0, 1] + c1 * k[1, 1] + c2 * k[2, 1] + c3 * k[3, 1] + c4 * k[4, 1] + c5 * k[5, 1]
    s2 = c0 * k[0, 2] + c1 * k[1, 2] + c2 * k[2, 2] + c3 * k[3, 2] + c4 * k[4, 2] + c5 * k[5, 2]
    s3 = c0 * k[0, 3] + c1 * k[1, 3] + c2 * k[2, 3] + c3 * k[3, 3] + c4 * k[4, 3] + c5 * k[5, 3]
    s4 = c0 * k[0, 4] + c1 * k[1, 4] + c2 * k[2, 4] + c3 * k[3, 4] + c4 * k[4, 4] + c5 * k[5, 4]
    s5 = c0 * k[0, 5] + c1 * k[1, 5] + c2 * k[2, 5] + c3 * k[3, 5] + c4 * k[4, 5] + c5 * k[5, 5]
    nx, ny, nz = x + h * s0, y + h * s1, z + h * s2
    nvx, nvy, nvz = vx + h * s3, vy + h * s4, vz + h * s5
    k[i, 0], k[i, 1], k[i, 2] = nvx, nvy, nvz
    k[i, 3], k[i, 4], k[i, 5] = acceleration(t, nx, ny, nz, nvx, nvy, nvz, row, env)
    return nx, ny, nz, nvx, nvy, nvz


@kernel
def _hermite(m, h, a, va, b, vb):
    """Cubic between two ends with their slopes, at share `m` of the step."""
    return (
        (1.0 + 2.0 * m) * (1.0 - m) ** 2 * a
        + m * (1.0 - m) ** 2 * h * va
        + m * m * (3.0 - 2.0 * m) * b
        + m * m * (m - 1.0) * h * vb
    )


@kernel
def fall_rows(rows, t0, ground, most, env, k, out, ends):
    """Every row to the ground: latitude, longitude, time, speed, status in `ends` (n, 5)."""
    rate, radius, flattening = env[1], env[2], env[3]
    for i in range(rows.shape[0]):
        fall_one(rows[i], ground, most, env, k, out)
        x, y, z = out[0], out[1], out[2]
        _, s, c = geodetic(x, y, z, radius, flattening)
        wx, wy, wz = out[3] + rate * y, out[4] - rate * x, out[5]
        ends[i, 0] = atan2(s, c)
        ends[i, 1] = atan2(y, x) - rate * (t0 + out[6])
        ends[i, 2] = t0 + out[6]
        ends[i, 3] = sqrt(wx * wx + wy * wy + wz * wz)
        ends[i, 4] = out[7]
