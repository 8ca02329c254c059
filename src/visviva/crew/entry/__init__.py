"""Flight through the atmosphere."""
