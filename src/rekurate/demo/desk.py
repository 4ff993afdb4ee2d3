"""The desk of the demo: its own library, its own new store, and witnesses that ask the replayed providers.

Nothing here reads the settings, so nothing of the user's can be read or changed.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rekurate.audio import PathFinder
from rekurate.classify.matching import RecordingMatcher
from rekurate.curation.desk import Desk
from rekurate.demo.replay import Replay, SkippedTime
from rekurate.evidence.discogs import Discogs
from rekurate.evidence.file_tags import FileTags
from rekurate.evidence.http import Time, Web
from rekurate.evidence.musicbrainz import MusicBrainz
from rekurate.evidence.provider import World
from rekurate.model import ApprovalMode, EvidenceCache, Witness
from rekurate.rekordbox.door import RekordboxDoor
from rekurate.store import Store
from rekurate.taxonomy.compiled import compile_taxonomy

_TOKEN = "replayed"  # noqa: S105 - the replay asks for none; the real one is a setting


@dataclass(frozen=True, slots=True)
class Lines:
    """The connections to the replayed providers, each with a clock of its own: the real ones are waited for at once."""

    replay: Replay
    discogs: SkippedTime = field(default_factory=SkippedTime)
    musicbrainz: SkippedTime = field(default_factory=SkippedTime)
    _webs: list[Web] = field(default_factory=list)

    def world(self, skipping: SkippedTime, cache: EvidenceCache) -> World:
        """Return what a provider is given: it keeps to the real limits, on a clock that skips the waiting."""
        web = Web(time=Time(clock=skipping.clock, sleep=skipping.sleep))
        self._webs.append(web)
        return World(web, cache, RecordingMatcher(), time.time)

    @property
    def waits(self) -> float:
        """Seconds of waiting that the slower of the real providers would have taken."""
        return max(self.discogs.skipped, self.musicbrainz.skipped)

    def close(self) -> None:
        """Close the connections."""
        for web in self._webs:
            web.close()


@contextmanager
def open_lines() -> Iterator[Lines]:
    """Start the replayed providers, and lend connections to them."""
    with Replay() as replay:
        lines = Lines(replay)
        try:
            yield lines
        finally:
            lines.close()


def demo_desk(home: Path, xml: Path, store: Store, lines: Lines) -> Desk:
    """Return the desk over the demo library."""
    world, cache, replay = lines.world, store.evidence, lines.replay
    asked: tuple[Witness, ...] = (
        FileTags(PathFinder(()).file_of, time.time),
        Discogs(world(lines.discogs, cache), _TOKEN, replay.url("discogs")),
        MusicBrainz(world(lines.musicbrainz, cache), replay.url("musicbrainz")),
    )
    return Desk(
        library=RekordboxDoor(xml=xml, which="xml"),
        store=store,
        taxonomy=compile_taxonomy(),
        witnesses={witness.name: witness for witness in asked},
        exports=home / "exports",
        approval=ApprovalMode.TERMINAL,
        clock=time.time,
    )
