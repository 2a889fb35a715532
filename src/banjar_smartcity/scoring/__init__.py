"""Scoring: the index by the formula of the instrument, as a tree whose contributions add up to it exactly."""
