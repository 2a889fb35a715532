"""Pages as pictures: which ones a machine reads, and which ones people look at.

Documents that were read and their references come in; numbers of sheets and what seems to be on them go out.
"""
