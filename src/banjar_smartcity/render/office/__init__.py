"""Files for office programs: PDF, Word and XLSForm.

A page or a questionnaire comes in; the bytes of a document go out.
"""
