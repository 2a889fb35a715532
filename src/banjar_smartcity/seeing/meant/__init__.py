"""Meant: whether a figure that has the value is for what is claimed: its row, its column, its clause and its place.

Parsed rows and sentences and what is sought come in; whether they mean another thing goes out.
"""
