# %% [markdown]
# # When does the space station pass over Pyongyang?
#
# Limits first: elevations are geometric, and an element set tells a low orbit to a second or two
# for some days only. The set is the example of the `sgp4` package, of 9 December 2019.

# %%
import visviva

ISS = b"""ISS (ZARYA)
1 25544U 98067A   19343.69339541  .00001764  00000-0  38792-4 0  9991
2 25544  51.6439 211.2001 0007417  17.6667  85.6398 15.50103472202482
"""
town = visviva.Place.parse("39.0425,125.71")
start = visviva.Epoch.parse("2019-12-10T00:00:00Z")

# %%
found = visviva.find_passes(ISS, (town,), start=start, duration=3 * 86400.0)
print(found)
for row in found.rows()[:5]:
    print(row["rise_utc"], row["peak_elevation_deg"], "deg, timing within", row["sigma_s"], "s")

# %% [markdown]
# In a notebook `found` shows itself as a table; `found.to_pandas()` and Arrow take it further.

# %%
assert len(found.rows()) >= 10
assert "<table>" in found._repr_html_()
