"""Slides in one file for a browser."""
