"""The page Sessions, and what a session is shown with."""
