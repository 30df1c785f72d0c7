"""Charts: frame in, plotly figure out. Every mark carries the split values of the rows behind it."""
