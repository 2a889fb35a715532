"""Read YAML and JSON files as plain data with positions, and write YAML.

The bytes of a file come in. A `Document` goes out: plain data, and the line and column of each key and value.
What makes a file unreadable or unsafe is a finding. YAML is written so that reading it gives the same data.
"""

from .document import Document, Locator, Place

__all__ = ["Document", "Locator", "Place"]
