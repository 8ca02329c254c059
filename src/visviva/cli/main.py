"""Placeholder door, replaced in the next commits."""


def run() -> None:
    """Run the command line."""
