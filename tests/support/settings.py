"""Settings from an environment, a working folder and a home of the test's own."""

from pathlib import Path

import pytest

from rekurate.config import Settings, read_settings
from rekurate.errors import ConfigError


def read(folder: Path, home: Path, **environment: str) -> Settings:
    """Read the settings as a process in `folder` would."""
    return read_settings({"REKURATE_HOME": str(home), **environment}, folder)


def write(folder: Path, *lines: str) -> None:
    """Write a `.env` into `folder`."""
    (folder / ".env").write_text("\n".join(lines) + "\n", encoding="utf-8")


def refusal(folder: Path, home: Path, **environment: str) -> str:
    """Return the text of the error that reading the settings ends in."""
    with pytest.raises(ConfigError) as caught:
        read(folder, home, **environment)
    return str(caught.value)
