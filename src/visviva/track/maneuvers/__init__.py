"""Burns found in a history of element sets."""
