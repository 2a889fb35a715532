"""Pages: the report, the site, the questionnaire and the index of a pack.

Values come in; HTML, Markdown or SVG goes out. The templates escape what people wrote.
"""
