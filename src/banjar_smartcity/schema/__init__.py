"""Schema: what a JSON Schema refuses.

Plain data come in, diagnostics go out, one a fault. Either of two libraries gives the verdicts (`engine.py`); each is
asked in a file of its own (`rust.py`, `python.py`) and answers in one shape (`raw.py`), which is folded here.
"""
