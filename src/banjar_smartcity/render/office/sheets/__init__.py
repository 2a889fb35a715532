"""Workbooks: the answers of an agency, the portal's order, tables of all records and the XLSForm.

Values come in; the bytes of an .xlsx file, the same every time, go out. No text becomes a formula.
"""
