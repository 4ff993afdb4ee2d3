"""Rekordbox XML as it is found in the wild, read in one pass."""

from rekurate.rekordbox.xmlfile.read import read_xml

__all__ = ["read_xml"]
