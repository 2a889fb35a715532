"""Word documents: a page of HTML as .docx.

HTML comes in; the bytes of a document, the same every time, go out.
"""
