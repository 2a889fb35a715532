"""Regions next to each other: the figures of each, their ranks, quartiles and peers.

Folders and files of results come in; for each evaluation a league goes out, in which every region has its places.
"""
