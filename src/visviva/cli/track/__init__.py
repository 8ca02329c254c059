"""Commands about histories of element sets."""
