"""Where the program is, for clients that do not know a shell's PATH."""

import sys
from pathlib import Path

import pytest

from rekurate.cli.program import program


def test_it_is_the_one_beside_the_python_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "rekurate"
    script.write_text("")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert program() == str(script)


def test_else_it_is_the_one_on_the_path_or_its_bare_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr("shutil.which", {"rekurate": "/usr/bin/rekurate"}.get)
    assert program() == "/usr/bin/rekurate"
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert program() == "rekurate"
