# %% [markdown]
# # What can a Soyuz-2.1b lift, and to where?
#
# Each figure is an optimal ascent, flown again by an independent integrator. The unmodelled losses
# are fitted on published payloads; the interval is that of a single orbit.

# %%
from math import radians

import visviva

rocket = visviva.facts("soyuz-2.1b").build()
pad = visviva.facts("vostochny").pad()
latitude, longitude = radians(pad.lat_deg.value), radians(pad.lon_deg.value)

# %%
table = {}
for altitude in (200e3, 400e3):
    for inclination in (51.9, 98.0):
        found = visviva.payload(
            rocket, latitude, longitude, altitude, altitude, radians(inclination)
        )
        table[altitude, inclination] = found.payload
        low, high = found.interval.low, found.interval.high
        print(
            f"{altitude / 1e3:.0f} km, {inclination} deg: "
            f"{found.payload:,.0f} kg ({low:,.0f} to {high:,.0f})"
        )

# %% [markdown]
# Higher and further north is dearer, always.

# %%
assert table[200e3, 51.9] > table[400e3, 51.9] > table[400e3, 98.0]
assert table[200e3, 51.9] > table[200e3, 98.0]
