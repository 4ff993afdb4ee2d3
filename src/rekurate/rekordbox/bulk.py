"""Moved to `rekurate.bulk`."""

from rekurate.bulk import without_collection

__all__ = ["without_collection"]
