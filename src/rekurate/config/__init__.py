"""Settings, read once by `__main__` and handed on as values."""

from rekurate.config.misspelt import meant
from rekurate.config.read import Settings, read_settings
from rekurate.config.table import SETTINGS, Secret, Setting, example

__all__ = ["SETTINGS", "Secret", "Setting", "Settings", "example", "meant", "read_settings"]
