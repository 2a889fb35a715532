"""Broken: which rule of its format a text breaks, where, and what its author probably meant."""
