"""Close approaches: screening and refinement."""
