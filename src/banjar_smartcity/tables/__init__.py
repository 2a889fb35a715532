"""Everything that is public, as tables with one row a thing, for other programs.

A site comes in, a report without anything internal; tables go out, whose references lead to rows of one another.
"""
