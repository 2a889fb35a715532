"""Embedded photos: pictures inside documents that name their camera, their day or the place where they were taken.

The bytes of a document come in; how many such pictures are in it, or the same document without these data, go out.
"""
