"""Steps: what to do next, what each step gains, and who owes it.

A score and what is missing come in. The steps go out, largest gain first, alone and by kind, aspect and agency.
"""
