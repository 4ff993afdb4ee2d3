"""The shape of the repository: budgets, words and lines that the gates of the linters do not see."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEST_LINE = "pip install uv && uv run --extra audio pytest -q"
DEMO_LINE = "pip install uv && uv run --extra audio rekurate demo"


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: an unpacked source archive has no list of tracked files")
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_python_file_is_longer_than_300_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in tracked("*.py")
        if (count := len(path.read_text("utf-8").splitlines())) > 300
    }
    assert long == {}


def test_nothing_in_the_source_is_marked_unfinished() -> None:
    unfinished = re.compile(r"\b(?:TODO|FIXME|XXX|NotImplementedError)\b")
    marked = [str(path.relative_to(ROOT)) for path in tracked("src/*.py") if unfinished.search(path.read_text("utf-8"))]
    assert marked == []


def test_no_committed_file_names_a_package_registry() -> None:
    hosts = re.compile(r"files\.python" + r"hosted|//(www\.|registry\.)?(py" + r"pi|npm" + r"js)\.")
    named = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix in {".py", ".toml", ".md", ".txt", ".sh", ".json", ""}
        and hosts.search(path.read_text("utf-8", "replace"))
    ]
    assert named == []


def test_the_readme_runs_the_demo_and_the_tests_with_one_line_each() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert DEMO_LINE in lines
    assert TEST_LINE in lines


def test_ci_runs_exactly_the_readmes_test_line() -> None:
    assert TEST_LINE in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
