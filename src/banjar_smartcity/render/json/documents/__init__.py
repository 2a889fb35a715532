"""What was read in documents, and what a check of a pack found, as JSON."""
