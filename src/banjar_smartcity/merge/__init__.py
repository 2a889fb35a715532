"""Merging two versions of a record that went apart from one, by what they say instead of by lines."""
