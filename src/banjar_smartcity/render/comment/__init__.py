"""comment."""
