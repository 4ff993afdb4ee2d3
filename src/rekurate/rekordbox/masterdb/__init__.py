"""Rekordbox's master.db, read without leaving a trace beside it."""

from rekurate.rekordbox.masterdb.read import read_database

__all__ = ["read_database"]
