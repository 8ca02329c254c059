"""Models of the atmosphere: the 1976 standard one and the empirical NRLMSISE-00."""
