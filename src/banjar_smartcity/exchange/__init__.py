"""Exchange answers with agencies: what is sent as a workbook or a form, and what comes back.

In come the model and the files that came back; out go what to ask, and the changes and conflicts of a three-way merge.
"""
