"""What keeps content in order for those who write it: one form, one schema, one reference."""
