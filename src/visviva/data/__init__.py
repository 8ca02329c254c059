"""Facts and feeds, the edge: files become the frozen values that the floors below define."""
