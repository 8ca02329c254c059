# %% [markdown]
# # What would a rocket of your own lift?
#
# Two stages written down by hand, in SI. No payload of it was ever published, so its unmodelled
# losses are those of other launchers, and the interval says how little that pins down.

# %%
from dataclasses import replace
from math import radians

import visviva

rocket = visviva.Vehicle(
    "example",
    "example",
    (
        visviva.Stage(
            "first", 8_000.0, 110_000.0, 1_900e3, 300.0, ignition="liftoff", diameter=3.0
        ),
        visviva.Stage("second", 1_500.0, 17_000.0, 200e3, 340.0),
    ),
    drag_diameter=3.0,
)

# %%
found = visviva.payload(rocket, radians(28.5), radians(-80.6), 300e3, 300e3, radians(51.6))
low, high = found.interval.low, found.interval.high
print(f"{found.payload:,.0f} kg to 300 km, 51.6 deg (90 %: {low:,.0f} to {high:,.0f} kg)")

# %% [markdown]
# A lighter second stage is worth its weight, kilogram for kilogram.

# %%
lighter = replace(rocket, stages=(rocket.stages[0], replace(rocket.stages[1], dry_mass=1_400.0)))
gain = (
    visviva.payload(lighter, radians(28.5), radians(-80.6), 300e3, 300e3, radians(51.6)).payload
    - found.payload
)
print(f"100 kg less in the second stage: {gain:,.0f} kg more payload")
assert 90.0 < gain < 115.0
