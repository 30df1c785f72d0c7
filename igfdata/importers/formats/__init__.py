"""One file a format: KEY, LABEL, sniff and parse. Formats do not know each other."""
