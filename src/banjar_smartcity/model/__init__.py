"""The model: frozen records in the field's terms, built from sound documents.

Records are `NamedTuple`s: as frozen as a dataclass, and a fifth of its cost at start-up and per record, which counts
where `validate` must answer at once and 30,000 innovations are the size to think of.
"""
