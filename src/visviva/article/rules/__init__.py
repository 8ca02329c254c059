"""Rules that check a statement: one file a subject."""
