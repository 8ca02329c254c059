"""Commands about what is seen."""
