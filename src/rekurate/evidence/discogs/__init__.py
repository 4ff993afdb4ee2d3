"""Discogs: the source that works for everybody, with a personal token."""

from rekurate.evidence.discogs.witness import Discogs

__all__ = ["Discogs"]
