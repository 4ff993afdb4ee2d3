"""Columns of djmdContent, and how each is converted inside SQLite, so that a row is nearly a Track already."""

from typing import NamedTuple


class Column(NamedTuple):
    """A column of djmdContent and how it is converted."""

    name: str
    expression: str
    unknown: str
    """What a database without the column reads as."""


def text(name: str) -> Column:
    """Take text; NULL reads as "". A BLOB, which SQLite keeps in any column, is text too."""
    return Column(name, f"CAST(ifnull(c.{name}, '') AS TEXT)", "''")


def reference(name: str) -> Column:
    """Take the id of a name in another table, as it is."""
    return Column(name, f"c.{name}", "NULL")


def date(name: str) -> Column:
    """Take a date, cut from what may be a date and time."""
    return Column(name, f"CAST(ifnull(substr(c.{name}, 1, 10), '') AS TEXT)", "''")


def whole(name: str) -> Column:
    """Take a whole number; NULL and '' read as 0."""
    return Column(name, f"ifnull(CAST(c.{name} AS INTEGER), 0)", "0")


def count(name: str) -> Column:
    """Take a number of things; one below 0 (a size beyond 32 bits is kept so) reads as 0, which says nothing."""
    return Column(name, f"max(ifnull(CAST(c.{name} AS INTEGER), 0), 0)", "0")


def hundredths(name: str) -> Column:
    """Take a decimal number that is stored times 100."""
    return Column(name, f"ifnull(c.{name}, 0) / 100.0", "0.0")
