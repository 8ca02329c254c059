"""Commands about crews."""
