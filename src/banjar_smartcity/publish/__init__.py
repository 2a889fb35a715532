"""The contents of reports, sites and packs, as values.

A model and a score come in; the contents of a report, a site or a pack go out, in the order in which they are shown.
"""
