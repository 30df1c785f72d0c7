"""The page Briefing: composed, and presented."""
