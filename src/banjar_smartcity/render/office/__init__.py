"""Files for office programs: PDF, Word and XLSForm.

A page of HTML or a questionnaire comes in; the bytes of a document go out.
"""
