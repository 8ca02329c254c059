"""Orbital decay: forecast of the end."""
