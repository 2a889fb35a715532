"""Diff: what a change of the data does, in values; nothing here reads a disk or words a sentence."""
