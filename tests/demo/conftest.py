"""The whole demo, taken once for all tests that look at what came of it."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from rekurate.curation.staging.approve import approve_changes
from rekurate.demo.story import Decision, Story
from rekurate.demo.trip import Trip
from rekurate.model import Door


class NoEnd:
    """A budget that is never spent."""

    cancelled = False

    def spent(self) -> bool:
        return False

    def progress(self, done: int, total: int, text: str) -> None:
        assert 0 <= done <= total
        assert text


@pytest.fixture(scope="session")
def called() -> list[str]:
    """Hosts that were connected to."""
    return []


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory, called: list[str]) -> Iterator[Story]:
    with pytest.MonkeyPatch.context() as patch:
        connect = socket.socket.connect

        def noted(one: socket.socket, address: object) -> object:
            called.append(address[0] if isinstance(address, tuple) else str(address))
            return connect(one, address)

        patch.setattr(socket.socket, "connect", noted)
        with Trip(tmp_path_factory.mktemp("demo"), lambda *_: None, NoEnd()) as trip:
            story = trip.propose()
            changes = [row.change for row in story.preview.rows]
            done = approve_changes(trip.desk, changes, Door.PRACTICE, "test")
            trip.finish(story, Decision(done.approved, Door.PRACTICE))
            yield story


@pytest.fixture(scope="session")
def original(story: Story) -> Path:
    return story.library
