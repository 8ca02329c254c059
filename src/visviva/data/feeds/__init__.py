"""The only door to the network: providers, their manners, and what was asked when."""
