"""Element sets that the tests of the store keep."""

from dataclasses import replace

from visviva.core.time import Epoch
from visviva.orbit.gp import ElementSet

ONE = ElementSet(25544, "2024-06-06T04:41:45.862560", 15.5, 1e-3, 51.6, 10.0, 0.1 + 0.2, 7.0)


def day(k: int, base: ElementSet = ONE) -> ElementSet:
    when = Epoch.parse("2024-01-01T00:00:00Z") + 86400.0 * k
    return replace(base, epoch_utc=when.iso(6)[:-1], raan_deg=(3.0 * k) % 360.0)
