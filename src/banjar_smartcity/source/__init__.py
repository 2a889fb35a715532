"""From bytes to plain data, with the line and column of every key and value to be had on demand."""

from .document import Document, Locator, Place

__all__ = ["Document", "Locator", "Place"]
