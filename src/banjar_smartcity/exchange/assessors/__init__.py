"""Assessors: tables of marks and remarks, as what they change in the marks of a stage.

A file comes in; marks with their cells, findings, and the changed text of `data/assessments/<stage>.yaml` go out.
"""
