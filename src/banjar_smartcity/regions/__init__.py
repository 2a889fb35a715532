"""Begin a region: the instruments that are shipped, a new workspace as a plan, and what a workspace needs today.

In come the shipped records and what a person asks for; out go plans as values, which `render/records/` writes.
"""
