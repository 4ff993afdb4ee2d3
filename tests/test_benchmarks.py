"""The benchmarks that the README names can be started from anywhere, and say what they do before they do it."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COMMAND = re.compile(r"`(\S[^`]*?)benchmarks/(\w+\.py)")
README = (ROOT / "README.md").read_text("utf-8")


def test_every_command_of_the_readme_installs_what_it_needs() -> None:
    ways = {way for way, _ in COMMAND.findall(README)}
    assert ways == {"uv run --extra audio python "}


@pytest.mark.parametrize("name", sorted({name for _, name in COMMAND.findall(README)}))
def test_it_explains_itself_instead_of_running(name: str, tmp_path: Path) -> None:
    if name == "audio.py" and find_spec("soundfile") is None:
        pytest.skip("the audio extra is not installed")
    script = ROOT / "benchmarks" / name
    asked = [sys.executable, str(script), "--help"]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: {name}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["providers.py", "enrichment.py", "matching.py"])
def test_the_columns_of_tables_that_are_not_here_are_in_the_help(name: str) -> None:
    asked = [sys.executable, str(ROOT / "benchmarks" / name), "--help"]
    said = " ".join(subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60).stdout.split())
    assert "artist, title" in said
    assert "tab-separated" in said.lower()
