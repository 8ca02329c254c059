"""Optimal-control problems with their known optima: text, value, tolerance.

Closed forms are worked out here; published figures are those of the sources that
`test_problem_against_classics.py` names.
"""

from math import cos, log, pi, sin, sqrt, tanh

from scipy.optimize import brentq


def cycloid_time(x, y, g):
    """Shortest time to slide x aside and y down."""
    angle = brentq(lambda a: (a - sin(a)) * y - (1 - cos(a)) * x, 0.1, 2 * pi - 0.01)
    return angle * sqrt(y / (1 - cos(angle)) / g)


def two_stage_height(c, g):
    """Full thrust at once, as is best without air.

    100 kg to 50 at 3 kN, 10 kg dropped, 40 to 15 at 1 kN.
    """
    height = speed = 0.0
    for start, end, thrust in ((100.0, 50.0, 3000.0), (40.0, 15.0, 1000.0)):
        t = (start - end) * c / thrust
        height += speed * t + c * t * (1 - end / (start - end) * log(start / end)) - 0.5 * g * t * t
        speed += c * log(start / end) - g * t
    return height + speed**2 / (2 * g)


SLIDE = {
    "equations": "dx = v sin(th); dy = -v cos(th); dv = g cos(th)",
    "g": 9.80665,
    "x0": 0,
    "y0": 10,
    "v0": 0,
    "xf": 10,
    "yf": 5,
    "tf": "free",
    "objective": "min tf",
}
GODDARD_FEET = {
    "equations": "dh = v; dv = (T - D)/m - g; dm = -T/c; D = s v^2 exp(-h/H)",
    "g": 32.174,
    "s": 5.49153484923381010e-5,
    "H": 23800,
    "c": 1580.9425279876559,
    "h0": 0,
    "v0": 0,
    "m0": 3,
    "mf": 1,
    "T_max": 193.044,
    "tf": "free",
    "objective": "max h(tf)",
}
STEERING = {
    "equations": "dx = vx; dy = vy; dvx = a cos(u); dvy = a sin(u)",
    "a": 100,
    "x0": 0,
    "y0": 0,
    "vx0": 0,
    "vy0": 0,
    "yf": 5,
    "vxf": 45,
    "vyf": 0,
    "objective": "min tf",
}

#: name: (statement, optimum, relative tolerance)
CASES = {
    "brachistochrone, dymos' ends": (
        {**SLIDE, "th_min": 0, "th_max": pi},
        cycloid_time(10, 5, 9.80665),
        3e-6,
    ),
    "brachistochrone, angle without limits": ({**SLIDE, "controls": ["th"]}, 1.8016, 3e-5),
    "Bryson and Denham 1963, 4/(9 l)": (
        {
            "equations": "dx = v; dv = u",
            "x0": 0,
            "v0": 1,
            "xf": 0,
            "vf": -1,
            "tf": 1,
            "controls": ["u"],
            "path": ["x <= 1/9"],
            "objective": "min integral(u^2/2)",
        },
        4.0,
        3e-6,
    ),
    "Bryson and Denham, the limit as a bound": (
        {
            "equations": ["x' = v", "v' = u"],
            "initial": {"x": 0, "v": 1},
            "final": {"x": 0, "v": -1},
            "tf": 1,
            "controls": {"u": [None, None]},
            "bounds": {"x": [None, 0.1]},
            "objective": "minimise integral(u^2)/2",
        },
        4 / 0.9,
        3e-6,
    ),
    "double integrator in least time": (
        {
            "equations": "dx = v; dv = u",
            "x0": 0,
            "v0": 0,
            "xf": 1,
            "vf": 0,
            "u_min": -1,
            "u_max": 1,
            "tf": "free",
            "objective": "min tf",
        },
        2.0,
        3e-6,
    ),
    "double integrator, five orders of magnitude larger": (
        {
            "equations": "dx = v; dv = u",
            "x0": 0,
            "v0": 0,
            "xf": 1e5,
            "vf": 0,
            "u_min": -10,
            "u_max": 10,
            "tf": "free",
            "objective": "min tf",
        },
        200.0,
        3e-6,
    ),
    "moon landing on least propellant (Meditch 1964)": (
        {
            "equations": "dh = v; dv = u - g; dm = -u",
            "g": 1.5,
            "h0": 10,
            "v0": -2,
            "m0": 0,
            "hf": 0,
            "vf": 0,
            "u_min": 0,
            "u_max": 3,
            "tf": "free",
            "objective": "max m(tf)",
        },
        -2 * sqrt(17),
        3e-6,
    ),
    "linear regulator by its Riccati equation": (
        {
            "equations": "dx = -x + u",
            "x0": 1,
            "tf": 1,
            "controls": ["u"],
            "objective": "min integral(x^2 + u^2)",
        },
        1 / (1 + sqrt(2) / tanh(sqrt(2))),
        3e-6,
    ),
    "particle steering (COPS 9)": ({**STEERING, "u_min": -pi / 2, "u_max": pi / 2}, 0.554577, 1e-4),
    "particle steering in degrees": (
        {
            **STEERING,
            "equations": "dx = vx; dy = vy; dvx = a cos(pi u/180); dvy = a sin(pi u/180)",
            "controls": ["u"],
        },
        0.554577,
        1e-4,
    ),
    "catalyst mixing (COPS 14), a singular arc": (
        {
            "equations": "da = u (10 b - a); db = u (a - 10 b) - (1 - u) b",
            "a0": 1,
            "b0": 0,
            "u_min": 0,
            "u_max": 1,
            "tf": 1,
            "objective": "min a(tf) + b(tf) - 1",
        },
        -4.80556e-2,
        1e-4,
    ),
    "largest orbit in a given time (Bryson and Ho 2.5)": (
        {
            "equations": "dr = w; dw = v^2/r - 1/r^2 + a sin(f); dv = -w v/r + a cos(f); a = "
            "0.1405/(1 - 0.0749 t)",
            "r0": 1,
            "w0": 0,
            "v0": 1,
            "wf": 0,
            "controls": ["f"],
            "boundary": ["v(tf) = sqrt(1/r(tf))"],
            "tf": 3.32,
            "objective": "max r(tf)",
        },
        1.525,
        4e-4,
    ),
    "Zermelo's boat (Bryson and Ho 2.7)": (
        {
            "equations": "dx = cos(th) - y; dy = sin(th)",
            "x0": 3.66,
            "y0": -1.86,
            "xf": 0,
            "yf": 0,
            "controls": ["th"],
            "objective": "min tf",
        },
        5.46,
        1e-3,
    ),
    "Rayleigh with a mixed constraint (Betts 2010)": (
        {
            "equations": "da = b; db = -a + (1.4 - 0.14 b^2) b + 4 u",
            "a0": -5,
            "b0": -5,
            "tf": 4.5,
            "controls": ["u"],
            "path": ["u + a/6 <= 0"],
            "objective": "min integral(u^2 + a^2)",
        },
        44.8044433,
        1e-6,
    ),
    "Goddard in feet (Betts 2010; YAPSS)": (GODDARD_FEET, 18550.87, 1e-6),
    "two phases with a push between": (
        {
            "equations": "dx = v; dv = u",
            "x0": 0,
            "v0": 0,
            "xf": 1,
            "controls": ["u"],
            "tf": 1,
            "objective": "min integral(u^2)",
            "phases": [{"name": "before", "tf": 0.5}, {"name": "after", "jump": {"v": "v + 1"}}],
        },
        0.75,
        3e-6,
    ),
    "a table in the integrand": (
        {
            "equations": "dx = u",
            "x0": 0,
            "xf": 1,
            "tf": 1,
            "controls": ["u"],
            "objective": "min integral(u^2/w(t))",
            "tables": {"w": {"x": [0, 0.25, 0.5, 1], "y": [1, 1.25, 1.5, 2]}},
        },
        2 / 3,
        3e-6,
    ),
    "a parameter: p^2 + 1/p^2": (
        {
            "equations": "dx = p u",
            "x0": 0,
            "xf": 1,
            "tf": 1,
            "controls": ["u"],
            "parameters": {"p": [0.5, 2]},
            "objective": "min integral(u^2) + p^2",
        },
        2.0,
        3e-6,
    ),
    "a free start closed upon itself": (
        {
            "equations": "dx = u^2 - x",
            "x0": "free",
            "tf": 1,
            "boundary": ["x(tf) = x(t0)"],
            "u_min": -2,
            "u_max": 2,
            "objective": "min integral(x - u)",
        },
        -0.25,
        3e-6,
    ),
}
SLOW = {
    "Goddard in feet, three phases": (
        {
            **{k: v for k, v in GODDARD_FEET.items() if k != "T_max"},
            "phases": [
                {"name": "boost", "T_min": 193.0439, "T_max": 193.044},
                {"name": "singular", "T_max": 193.044},
                {"name": "coast", "T_max": 1e-4},
            ],
        },
        18550.87,
        1e-6,
    ),
    "two stages in vacuum": (
        {
            "equations": "dh = v; dv = T/m - g; dm = -T/c",
            "g": 9.81,
            "c": 3000,
            "h0": 0,
            "v0": 0,
            "tf": "free",
            "objective": "max h(tf)",
            "phases": [
                {"m0": 100, "mf": 50, "T_max": 3000},
                {"jump": {"m": "m - 10"}, "mf": 15, "T_max": 1000},
            ],
        },
        two_stage_height(3000.0, 9.81),
        3e-6,
    ),
    "robot arm (COPS 8)": (
        {
            "equations": "dr = a; dq = b; dp = c; da = u/L; db = v/I; dc = w/J; J = ((L - r)^3 + "
            "r^3)/3; I = J sin(p)^2",
            "L": 5,
            "r0": 4.5,
            "q0": 0,
            "p0": "pi/4",
            "a0": 0,
            "b0": 0,
            "c0": 0,
            "rf": 4.5,
            "qf": "2 pi/3",
            "pf": "pi/4",
            "af": 0,
            "bf": 0,
            "cf": 0,
            "u_min": -1,
            "u_max": 1,
            "v_min": -1,
            "v_max": 1,
            "w_min": -1,
            "w_max": 1,
            "bounds": {"r": [0, 5], "q": [-3.1416, 3.1416], "p": [0, 3.1416]},
            "objective": "min tf",
        },
        9.14138,
        1e-4,
    ),
    # COPS 3.0 prints 1255.05 for 100 trapezia; its error there is the tolerance.
    "hang glider (COPS 11)": (
        {
            "equations": "dx = vx; dy = vy; dvx = (-L s - D c)/m; dvy = (L c - D s)/m - g; X = "
            "(x/R - 2.5)^2;"
            "w = vy - U (1 - X) exp(-X); v = sqrt(vx^2 + w^2); s = w/v; c = vx/v;"
            "D = 0.5 (a + b cL^2) rho S v^2; L = 0.5 cL rho S v^2",
            "R": 100,
            "U": 2.5,
            "a": 0.034,
            "b": 0.069662,
            "m": 100,
            "S": 14,
            "rho": 1.13,
            "g": 9.81,
            "x0": 0,
            "y0": 1000,
            "vx0": 13.23,
            "vy0": -1.288,
            "yf": 900,
            "vxf": 13.23,
            "vyf": -1.288,
            "cL_min": 0,
            "cL_max": 1.4,
            "objective": "max x(tf)",
        },
        1255.05,
        6e-3,
    ),
    "largest area in a loop, 1/(4 pi)": (
        {
            "equations": "dx = cos(th); dy = sin(th)",
            "x0": 0,
            "y0": 0,
            "xf": 0,
            "yf": 0,
            "tf": 1,
            "th_min": -7,
            "th_max": 14,
            "objective": "max integral(y cos(th))",
        },
        1 / (4 * pi),
        3e-6,
    ),
    "re-entry of a winged orbiter, cross-range (Betts 2010, 6.1)": (
        {
            "equations": "dh = v sin(g); dl = v/r cos(g) sin(k)/cos(q); dq = v/r cos(g) cos(k); "
            "dv = -D/m - G sin(g);"
            "dg = L/(m v) cos(b) + cos(g) (v/r - G/v);"
            "dk = L sin(b)/(m v cos(g)) + v/(r cos(q)) cos(g) sin(k) sin(q);"
            "r = R + h; G = mu/r^2; rho = rho0 exp(-h/H); e = 180 a/pi;"
            "L = 0.5 (-0.20704 + 0.029244 e) S rho v^2;"
            "D = 0.5 (0.07854 - 0.0061592 e + 0.000621408 e^2) S rho v^2",
            "R": 20902900,
            "mu": 0.14076539e17,
            "rho0": 0.002378,
            "H": 23800,
            "S": 2690,
            "m": "203000/32.174",
            "h0": 260000,
            "l0": 0,
            "q0": 0,
            "v0": 25600,
            "g0": "-pi/180",
            "k0": "pi/2",
            "hf": 80000,
            "vf": 2500,
            "gf": "-5 pi/180",
            "bounds": {"h": [0, None], "v": [1, None], "q": [-1.55, 1.55], "g": [-1.55, 1.55]},
            "a_min": -1.5708,
            "a_max": 1.5708,
            "b_min": -1.5708,
            "b_max": 0.0174533,
            "objective": "max 180 q(tf)/pi",
        },
        34.1412,
        1e-5,
    ),
    # The figure is that of shared/peers/ssto_casadi.py on 80 intervals of degree 5 (its 10 × 4 of
    # the README: 143.498).
    "dymos' single stage to orbit": (
        {
            "equations": "dx = vx; dy = vy; dvx = (T cos(th) - D vx)/m; dvy = (T sin(th) - D "
            "vy)/m - g; dm = -T/(g I);"
            "D = 0.5 rho exp(-y/H) CD S sqrt(vx^2 + vy^2 + 1e-6)",
            "g": 9.80665,
            "rho": 1.225,
            "H": 8440,
            "CD": 0.5,
            "S": 7.069,
            "T": 2.1e6,
            "I": 265.2,
            "x0": 0,
            "y0": 0,
            "vx0": 0,
            "vy0": 1e-6,
            "m0": 117000,
            "yf": 185000,
            "vxf": 7796.6961,
            "vyf": 0,
            "th_min": -1.57,
            "th_max": 1.57,
            "objective": "min tf",
        },
        143.589724,
        1e-6,
    ),
}
