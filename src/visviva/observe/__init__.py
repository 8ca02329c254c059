"""What can be seen, from above and from below."""
