"""Renderers: each output format is a function of one value. Language, colour and rounding live here."""
