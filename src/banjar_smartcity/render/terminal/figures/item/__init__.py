"""One item in the terminal: its question, answer, proof, and the reasons for its level.

An item and what was computed from it come in; lines go out.
"""
