"""Killed over and over while an agent stages and exports, the server has lost nothing when it is back."""

import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from lxml import etree
from tests.support.rekordbox_xml import library, record
from tests.support.stdio import Pipes, server_environment

KILLS = 5
IDS = [str(number) for number in range(1, 121)]


class Left(Exception):
    """The server was killed."""


class Agent:
    """Stages and exports at random, and remembers what was acknowledged."""

    def __init__(self, folder: Path) -> None:
        xml = folder / "rekordbox.xml"
        xml.write_bytes(library([record(TrackID=one) for one in IDS]).encode())
        self.environment = server_environment(folder, REKORDBOX_XML_PATH=str(xml), REKURATE_APPROVAL="chat")
        self.folder = folder
        self.chance = random.Random(3)
        self.staged: dict[str, str] = {}
        self.exports = 0
        self.unsure: dict[str, str] = {}
        """The batch whose acknowledgement never came."""

    def call(self, pipes: Pipes, tool: str, **arguments: Any) -> dict[str, Any]:
        try:
            result = pipes.ask("tools/call", {"name": tool, "arguments": arguments})["result"]
        except (AssertionError, OSError) as error:
            raise Left from error
        assert not result.get("isError"), result["content"]
        return result["structuredContent"]

    def work(self, pipes: Pipes) -> None:
        """Until the server is gone."""
        while True:
            if self.chance.random() < 0.6:
                some = self.chance.sample(IDS, self.chance.randrange(1, 50))
                genre = f"Genre {self.chance.randrange(10**9)}"
                self.unsure = dict.fromkeys(some, genre)
                self.call(pipes, "update_tracks", changes=[{"track_id": one, "genre": genre} for one in some])
                self.staged |= self.unsure
                self.unsure = {}
            elif self.staged:
                digest = self.call(pipes, "preview_changes")["staged_digest"]
                self.call(pipes, "write_xml", staged_digest=digest)
                self.staged = {}
                self.exports += 1

    def staged_now(self, pipes: Pipes) -> Iterator[tuple[str, str]]:
        answer = self.call(pipes, "preview_changes", format="full", max_tracks=200)
        for row in answer.get("rows", ()):
            yield row["track_id"], row["changes"][0]["new"]

    def check(self, pipes: Pipes) -> None:
        """Every acknowledged change is staged or in a recorded file, never both; a batch is there whole or not."""
        exports = self.call(pipes, "list_exports")["exports"]
        now = dict(self.staged_now(pipes))
        written = {(track.get("TrackID"), track.get("Genre")) for one in exports for track in collection(one["path"])}
        assert len(exports) >= self.exports
        assert {one["path"] for one in exports} == set(map(str, (self.folder / "home" / "exports").glob("*.xml")))
        assert not written & set(now.items())
        came = [now.get(one) == genre for one, genre in self.unsure.items()]
        assert all(came) or not any(came)
        kept = self.staged | (self.unsure if any(came) else {})
        assert {one for one, genre in kept.items() if now.get(one) != genre and (one, genre) not in written} == set()
        self.staged, self.exports, self.unsure = now, len(exports), {}


def collection(path: str) -> Any:
    return etree.parse(path).find("COLLECTION")


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Agent], Pipes]]:
    started: list[Pipes] = []

    def start(agent: Agent) -> Pipes:
        pipes = Pipes(agent.environment, agent.folder)
        started.append(pipes)
        pipes.begin()
        return pipes

    yield start
    for pipes in started:
        pipes.process.kill()
        pipes.errors()
        for stream in (pipes.process.stdin, pipes.process.stdout, pipes.process.stderr):
            with suppress(BrokenPipeError):  # a frame that the dead server never took
                stream.close()
        pipes.process.wait(20)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_no_kill_loses_what_was_acknowledged(tmp_path: Path, serve: Callable[[Agent], Pipes]) -> None:
    agent = Agent(tmp_path)
    for _ in range(KILLS):
        pipes = serve(agent)
        agent.check(pipes)
        latest = 0.3 if agent.exports else 3  # on a busy machine nothing is written in less
        timer = Timer(agent.chance.uniform(0.01, latest), os.kill, (pipes.process.pid, signal.SIGKILL))
        timer.start()
        with pytest.raises(Left):
            agent.work(pipes)
        timer.join()
    agent.check(serve(agent))
    assert agent.exports
