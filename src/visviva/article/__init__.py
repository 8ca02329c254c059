"""What a press article claims, and which of it can be checked."""
