"""Sentences of the commands in the three languages, a file for each group."""
