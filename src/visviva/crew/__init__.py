"""People on board: when to leave, how to dock, how to come home."""
