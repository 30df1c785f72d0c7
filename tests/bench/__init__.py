"""How fast is it? Everything is measured beside its floor in the same run: ``python -m tests.bench``, or ``make bench``."""
