"""The index: items, parts, completeness, official results, and what to do next.

A model and a day come in. A score that explains itself goes out, with what is missing, who is responsible for it and
what each step gains. Figures are exact fractions; renderers round them.
"""
