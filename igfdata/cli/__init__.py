"""The command line: one file a command; ``igf``, or ``python -m igfdata``."""
