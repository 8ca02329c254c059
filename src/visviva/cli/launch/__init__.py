"""Commands about launchers."""
