"""The demo's own yes counts in the demo alone: nothing else in the package can open that door."""

import re
from pathlib import Path

import rekurate

SOURCE = Path(rekurate.__file__).parent


def files_that_say(pattern: str) -> set[str]:
    return {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }


def test_only_the_trip_makes_a_store_in_which_the_door_counts() -> None:
    assert files_that_say(r"\bmake_practice_store\b") == {
        "model/staging.py",  # a docstring
        "demo/trip.py",
        "store/__init__.py",
        "store/store.py",
    }


def test_only_the_command_answers_through_it() -> None:
    assert files_that_say(r"\bDoor\.PRACTICE\b") == {
        "cli/demo.py",
        "demo/words.py",  # what it is called
        "store/approvals.py",
    }


def test_the_demo_reads_no_settings() -> None:
    said = files_that_say(r"rekurate\.config|rekurate\.compose|os\.environ|find_libraries")
    assert not {name for name in said if name.startswith("demo/") or name == "cli/demo.py"}
