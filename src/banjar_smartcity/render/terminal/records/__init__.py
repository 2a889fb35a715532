"""Evidence, innovations, contests and surveys in the terminal.

Records and what was computed of them come in; tables go out.
"""
