"""From insertion to the port."""
