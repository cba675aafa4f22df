"""Bytes in, Documents out: files and what is packed in them are items, and each format has a reader."""

from kg.documents.items import Item, contains_several, items, read_item
from kg.documents.readers import READERS
from kg.documents.walking import Found, walk

__all__ = ["READERS", "Found", "Item", "contains_several", "items", "read_item", "walk"]
