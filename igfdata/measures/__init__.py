"""Measures: frames in, frames out, each with its denominator in the result. No clock, file or session state."""
