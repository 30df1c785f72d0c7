"""What pages share: set-up, filter, menu, chart cards, lists of sessions."""
