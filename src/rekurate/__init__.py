"""Rekurate: genre curation of a DJ's Rekordbox library by an agent a person can trust."""

__version__ = "0.1.0"
