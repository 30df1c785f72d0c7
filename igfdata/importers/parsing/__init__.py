"""What the formats share: text, tables, times, people and names."""
