"""The index: items, parts, completeness, official results, and what to do next.

A model and a day come in; a score that explains itself goes out, with what is missing, who owes it and what each step
gains. Exact fractions; rounding is for the renderers.
"""
