"""Sentences about regions next to each other, for the terminal and the page."""
