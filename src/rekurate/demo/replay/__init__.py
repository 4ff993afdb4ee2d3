"""Replayed providers: a server on this machine that answers like Discogs and MusicBrainz, from the bundled facts."""

from rekurate.demo.replay.server import Replay
from rekurate.demo.replay.time import SkippedTime

__all__ = ["Replay", "SkippedTime"]
