"""SGP4 for whole catalogues: a compiled kernel of our own, near-Earth and deep-space."""

from visviva.orbit.sgp4.catalogue import Sgp4Catalogue, TemePositions, TemeStates

__all__ = ["Sgp4Catalogue", "TemePositions", "TemeStates"]
