"""The citizen survey: its form, and tables of answers that are read, checked and summed up.

Tables of respondents come in; aggregates and findings go out. A respondent's row never leaves this package.
"""
