"""The genre tables, compiled: contradictions refused by name, terms resolved step by step."""

from rekurate.taxonomy.table import Genre, Resolution, Taxonomy, Verdict

__all__ = ["Genre", "Resolution", "Taxonomy", "Verdict"]
