"""My deck: cards of slides that users put together, kept as they were, and computed again on request."""
