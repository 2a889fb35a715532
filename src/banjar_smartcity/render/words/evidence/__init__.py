"""Sentences about what was seen in documents."""
