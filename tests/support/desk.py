"""A desk over a library in memory and a real store in a temporary folder."""

from pathlib import Path

from tests.support.library import FakeDoor, make_library
from tests.support.taxonomy import FakeTaxonomy

from rekurate.curation.desk import Desk
from rekurate.model import ApprovalMode, Library, Track

NOON = 1_717_243_200.0
"""1 June 2024, 12:00 UTC: the time it is in tests."""


class FakeClock:
    """A clock that only a test moves."""

    def __init__(self, now: float = NOON) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        self.now += seconds


def make_desk(library: Library | tuple[Track, ...] = (), folder: Path | None = None, **overrides: object) -> Desk:
    """Build a desk of fakes. With `folder` (a `tmp_path`) it has a real store; without, `desk.store` is None.

    Override any collaborator by name: `make_desk(library, tmp_path, taxonomy=compile_taxonomy(), witnesses={...})`.
    """
    whole = library if isinstance(library, Library) else make_library(*library)
    clock = overrides.pop("clock", None) or FakeClock()
    fields = {
        "library": FakeDoor(whole),
        "store": _store(folder, clock) if folder is not None else None,
        "taxonomy": FakeTaxonomy(),
        "witnesses": {},
        "exports": (folder or Path("/nowhere")) / "exports",
        "approval": ApprovalMode.CLIENT,
        "clock": clock,
    }
    return Desk(**{**fields, **overrides})


def _store(folder: Path, clock: object) -> object:
    from rekurate.store import open_store  # noqa: PLC0415 - only tests that stage or cache need the store

    return open_store(folder / "rekurate.sqlite", clock)
