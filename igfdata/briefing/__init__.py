"""Slides, exports and print of a selection."""
