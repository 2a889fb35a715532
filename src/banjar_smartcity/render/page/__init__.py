"""Pages: the report, the site, the questionnaire and the index of a pack.

Values come in; HTML, Markdown or SVG goes out, through templates that escape what people wrote.
"""
