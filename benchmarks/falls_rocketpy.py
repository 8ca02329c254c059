"""Flights and falls a second of RocketPy's Monte Carlo, beside those of `benchmarks.falls`.

Usage: PYTHON_WITH_ROCKETPY -m benchmarks.falls_rocketpy [FLIGHTS=20]

Run it with an interpreter that has rocketpy (its own environment); `benchmarks.falls` does so where
`VISVIVA_ROCKETPY` names one. It flies RocketPy's own model of a sounding rocket (six degrees of
freedom, aerodynamic surfaces, a solid motor, wind) from rail to ground, no parachute, each flight
with another mass and inclination: a minute of flight to some kilometres, where an ascent here is
three degrees of freedom from the pad to 290 s and three falls. The rates belong side by side, not
in a ratio.
"""

import sys
import time


def main() -> None:
    try:
        import numpy as np
        from rocketpy import (  # type: ignore[import-not-found]
            Environment,
            Flight,
            Rocket,
            SolidMotor,
        )
    except ImportError:
        print("rocketpy is not installed in this environment: skipped")
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    air = Environment(latitude=32.99, longitude=-106.97, elevation=1400.0)
    air.set_atmospheric_model(type="standard_atmosphere")
    rng = np.random.default_rng(1)
    cpu = time.process_time()
    ranges: list[float] = []
    for k in range(count + 1):
        if k == 1:
            # The first one compiles and fills caches.
            cpu, ranges = time.process_time(), []
        motor = SolidMotor(
            thrust_source=2000.0,
            burn_time=3.9,
            dry_mass=1.8,
            dry_inertia=(0.125, 0.125, 0.002),
            nozzle_radius=0.033,
            grain_number=5,
            grain_density=1815.0,
            grain_outer_radius=0.033,
            grain_initial_inner_radius=0.015,
            grain_initial_height=0.12,
            grain_separation=0.005,
            grains_center_of_mass_position=0.397,
            center_of_dry_mass_position=0.317,
            nozzle_position=0.0,
        )
        rocket = Rocket(
            radius=0.0635,
            mass=14.4 + 0.3 * rng.normal(),
            inertia=(6.321, 6.321, 0.034),
            power_off_drag=0.5,
            power_on_drag=0.5,
            center_of_mass_without_motor=0.0,
        )
        rocket.add_motor(motor, position=-1.255)
        rocket.set_rail_buttons(upper_button_position=0.0818, lower_button_position=-0.618)
        rocket.add_nose(length=0.55829, kind="von karman", position=1.278)
        rocket.add_trapezoidal_fins(
            n=4, root_chord=0.12, tip_chord=0.06, span=0.11, position=-1.04956
        )
        flight = Flight(
            rocket=rocket,
            environment=air,
            rail_length=5.2,
            inclination=85.0 + rng.normal(),
            heading=0.0,
        )
        ranges.append(float(np.hypot(flight.x_impact, flight.y_impact)))
    each = (time.process_time() - cpu) / count
    print(f"{count} {each:.4f} {float(np.mean(ranges)):.0f}")


if __name__ == "__main__":
    main()
