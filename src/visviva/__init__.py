"""Can this space mission be what its owner says it is? Physics and open data answer."""

__version__ = "0.1.0"
