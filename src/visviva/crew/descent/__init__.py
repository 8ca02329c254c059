"""From orbit, or from a failed launch, to the ground."""
