"""Folded: the complaints of an engine as findings, each with what was probably meant."""
