"""The question and the answer, as values."""
