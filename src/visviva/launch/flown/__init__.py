"""What flew: webcasts, fits to them, predictions."""
