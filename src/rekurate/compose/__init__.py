"""Build a desk from the settings: the one place that knows every other package."""

from rekurate.compose.desk import SettledDesk, build_desk

__all__ = ["SettledDesk", "build_desk"]
