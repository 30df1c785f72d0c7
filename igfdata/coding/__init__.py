"""Coding of sessions: the dictionary that suggests codes with evidence, and how well it does."""
