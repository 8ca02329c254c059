# %% [markdown]
# # When could Soyuz MS-17 leave for the station, and does three hours suffice?
#
# The element set of the station is the one that ships with its fact.

# %%
import tempfile
from pathlib import Path

import visviva
from visviva.analysis.crewed_flight import crew_case

iss = visviva.facts("iss").element_sets[0]
elements = Path(tempfile.mkdtemp()) / "iss.tle"
elements.write_text(f"{iss.line1}\n{iss.line2}\n")

# %%
flown = visviva.Epoch.parse("2020-10-14T05:45:04Z")
case = crew_case(elements, flown, site="baikonur", spacecraft="soyuz-ms")
found = visviva.launch_windows(
    case.elements, case.pad, case.launcher, case.profiles, flown - 43200.0, 1.0
)
for window in found:
    print(window.liftoff.iso(0))

# %% [markdown]
# It left at 05:45:04 UTC. The nearest window lies seconds from that.

# %%
off = min(abs(float(window.liftoff - flown)) for window in found)
print(f"{off:.0f} s from the flown lift-off")
assert off < 60.0
