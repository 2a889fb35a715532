"""Pages that agencies fill in or sign."""
