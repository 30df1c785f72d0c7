"""Files that a briefing, or a selection, is taken along in."""
