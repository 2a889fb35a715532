"""Surveys next to each other, as the JSON output of commands."""
