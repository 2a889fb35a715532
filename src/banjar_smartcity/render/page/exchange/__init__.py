"""Pages that agencies fill in or sign, and the one from which answers are entered elsewhere."""
