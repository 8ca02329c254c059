"""When to leave: planes, phases, launch windows."""
