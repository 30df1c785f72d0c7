"""What stands out, as computed sentences."""
