"""Times: days and times of day in the forms in which programs and hands write them.

A cell or a column of them comes in; seconds, and how exact they are, go out.
"""
