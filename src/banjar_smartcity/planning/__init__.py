"""Planning: the cheapest steps that reach a target, and the best ones within an effort, proved to be so.

The steps of the to-do list come in, with a target or a number of working days. A plan goes out that says what it
reaches, what is next, and what happens if no survey succeeds.
"""
