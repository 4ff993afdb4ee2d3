"""The desk of the demo: its own library, its own new store, and witnesses that ask the replay.

Nothing here reads the settings, so nothing of the user's can be reached, let alone changed.
"""

import time
from dataclasses import dataclass
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
from rekurate.model import EvidenceCache, Witness
from rekurate.rekordbox.door import RekordboxDoor
from rekurate.store import Store
from rekurate.taxonomy.compiled import compile_taxonomy

_TOKEN = "replayed"  # noqa: S105 - the replay asks for none; the real one is a setting


@dataclass(frozen=True, slots=True)
class Waits:
    """The pauses that the replay made unnecessary, by provider."""

    discogs: SkippedTime
    musicbrainz: SkippedTime

    @property
    def longest(self) -> float:
        """Seconds the real providers would have taken: they are asked side by side."""
        return max(self.discogs.skipped, self.musicbrainz.skipped)


def demo_desk(home: Path, xml: Path, store: Store, replay: Replay) -> tuple[Desk, Waits]:
    """Return the desk over the demo library, and the count of pauses it skips."""
    waits = Waits(SkippedTime(), SkippedTime())
    asked: tuple[Witness, ...] = (
        FileTags(PathFinder(()).file_of, time.time),
        Discogs(_world(waits.discogs, store.evidence), _TOKEN, replay.url("discogs")),
        MusicBrainz(_world(waits.musicbrainz, store.evidence), replay.url("musicbrainz")),
    )
    desk = Desk(
        library=RekordboxDoor(xml=xml, which="xml"),
        store=store,
        taxonomy=compile_taxonomy(),
        witnesses={witness.name: witness for witness in asked},
        exports=home / "exports",
        approval="terminal",
        clock=time.time,
    )
    return desk, waits


def _world(skipping: SkippedTime, cache: EvidenceCache) -> World:
    web = Web(time=Time(clock=skipping.clock, sleep=skipping.sleep))
    return World(web, cache, RecordingMatcher(), time.time)
