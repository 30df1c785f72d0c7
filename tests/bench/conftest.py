"""Nothing here is a test: a figure of speed never decides one. Pytest is not to look for any."""

collect_ignore_glob = ["*.py"]
