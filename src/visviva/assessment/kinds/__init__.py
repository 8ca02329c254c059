"""The kinds of study: which table of the file, which checks."""
