"""The command line and the weekly run: the only package that knows all the others."""
