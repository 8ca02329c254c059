"""The checks: each answers one question of a study."""
