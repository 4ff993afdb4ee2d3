"""Resolve a genre string: a ladder of small functions, the surest first; the first that finds something ends it."""

from rekurate.taxonomy.ladder.climb import Ladder

__all__ = ["Ladder"]
