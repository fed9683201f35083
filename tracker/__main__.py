"""`python -m tracker` is `cms-tracker`."""

from tracker.cli import cli

cli()
