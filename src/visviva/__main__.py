"""`python -m visviva` is the command line."""

from visviva.cli.main import run

run()
