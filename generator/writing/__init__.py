"""Paper to Note: the writers."""
