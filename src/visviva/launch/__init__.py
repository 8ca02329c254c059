"""Getting up, and what falls down."""
