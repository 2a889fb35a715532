"""Completion for the Tab key: the words that may follow, and the scripts with which shells ask for them."""
