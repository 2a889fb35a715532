"""Data against JSON Schema, one finding a fault.

A document and a schema come in; findings go out, folded so that one mistake is reported once. Either of two libraries
gives the verdicts (`engine.py`); each is asked in a file of its own (`rust.py`, `python.py`) and answers in one shape
(`raw.py`).
"""
