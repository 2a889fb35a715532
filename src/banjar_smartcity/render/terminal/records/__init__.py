"""Evidence, innovations, contests and surveys in the terminal.

Records and the values computed from them come in; lists and tables go out.
"""
