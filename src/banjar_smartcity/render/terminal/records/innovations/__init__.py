"""Innovations in the terminal: one, all, the shortlist, the matrices and a contest.

Records and the points of each come in; tables and lines go out.
"""
