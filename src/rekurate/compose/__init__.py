"""Build a desk from settings: the one place that knows every room."""

from rekurate.compose.desk import SettledDesk, build_desk

__all__ = ["SettledDesk", "build_desk"]
