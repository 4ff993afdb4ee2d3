"""The genre tables, compiled: contradictions refused by name, terms resolved step by step."""

from rekurate.taxonomy.table import Alias, Genre, Resolution, Shares, Taxonomy, Verdict

__all__ = ["Alias", "Genre", "Resolution", "Shares", "Taxonomy", "Verdict"]
