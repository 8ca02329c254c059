"""What a history of element sets tells."""
