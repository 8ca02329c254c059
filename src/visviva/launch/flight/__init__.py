"""Flying a stated launcher forward, and what falls from it."""
