"""Parts of the page Data and methods."""
