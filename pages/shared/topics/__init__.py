"""The page Recurring topics: its charts and their tables."""
