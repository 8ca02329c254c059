"""Passes over a place: search, rows, timing error."""
