"""Gathering: all files examined, here or in several processes, and what they have for the checks between them.

Paths come in; records and faults go out, in the order of the files.
"""
