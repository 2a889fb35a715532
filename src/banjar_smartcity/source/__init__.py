"""From bytes to plain data with places.

Bytes of a YAML or JSON file come in; a `Document` goes out: plain data, and for each key and value its line and
column. What makes a file unreadable or unsafe is a finding. YAML is written here too, so that it reads as the same.
"""

from .document import Document, Locator, Place

__all__ = ["Document", "Locator", "Place"]
