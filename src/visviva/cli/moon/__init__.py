"""Commands about the Moon."""
