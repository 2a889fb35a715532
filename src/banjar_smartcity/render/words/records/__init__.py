"""Sentences about records of one kind."""
