"""XML: passes through the XML of workbooks, in addition to calamine.

A part of an archive comes in; its bounds, what calamine does not say, and where the sheets are, go out.
"""
