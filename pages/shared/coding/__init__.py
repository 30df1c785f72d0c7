"""Parts of the page Coding."""
