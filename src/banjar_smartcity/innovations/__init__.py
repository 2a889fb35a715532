"""innovations."""
