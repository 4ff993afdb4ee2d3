"""A report page about what is proposed or was done: one HTML file that loads nothing, readable offline."""

from rekurate.review.report.nouns import Cell, Page, Section, Share, Table, Tier, Tile
from rekurate.review.report.render import render

__all__ = ["Cell", "Page", "Section", "Share", "Table", "Tier", "Tile", "render"]
