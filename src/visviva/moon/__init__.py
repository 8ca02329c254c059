"""Getting to the Moon and staying there."""
