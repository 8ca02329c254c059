# %% [markdown]
# # What did this satellite do?
#
# A made-up satellite whose history holds one burn on the twentieth day, so that the truth is known:
# mean elements by the secular rates of SGP4, with the scatter of public sets.

# %%
from dataclasses import replace

import numpy as np

import visviva
from visviva.orbit.sgp4 import Sgp4Catalogue, layout

rng = np.random.default_rng(1)


def a_day_later(e: visviva.ElementSet, motion: float) -> visviva.ElementSet:
    """The set of the next day, with another mean motion from then."""
    rates = Sgp4Catalogue.from_element_sets([e]).constants[0]
    turned = np.degrees(rates[[layout.NODEDOT, layout.ARGPDOT, layout.MDOT]]) * 1440.0
    return replace(
        e,
        epoch_utc=(e.epoch + 86400.0).iso(6)[:-1],
        mean_motion_rev_day=motion,
        raan_deg=(e.raan_deg + turned[0]) % 360.0,
        arg_perigee_deg=(e.arg_perigee_deg + turned[1]) % 360.0,
        mean_anomaly_deg=(e.mean_anomaly_deg + turned[2]) % 360.0,
    )


first = visviva.ElementSet(
    90001, "2024-05-01T00:00:00.000000", 15.213, 0.001, 97.4, 30.0, 90.0, 0.0, name="EXAMPLE"
)
sets = [first]
for day in range(40):
    sets.append(a_day_later(sets[-1], 15.213 if day < 20 else 15.209))
scatter = rng.normal(0.0, 1.0, (len(sets), 3)) * [2e-6, 2e-4, 2e-3]
sets = [
    replace(
        e,
        mean_motion_rev_day=e.mean_motion_rev_day + x[0],
        inclination_deg=e.inclination_deg + x[1],
        mean_anomaly_deg=e.mean_anomaly_deg + x[2],
    )
    for e, x in zip(sets, scatter, strict=True)
]

# %%
identity = visviva.identify(sets)
print(identity.to_dict()["perigee_km"], identity.to_dict()["inclination_deg"])

# %%
burns = visviva.find_maneuvers(sets)
for row in burns.rows():
    print(row["time_utc"], round(row["delta_v_m_s"], 2), "m/s")
largest = max(burns.rows(), key=lambda row: row["delta_v_m_s"])
assert largest["time_utc"].startswith(("2024-05-20", "2024-05-21", "2024-05-22"))
