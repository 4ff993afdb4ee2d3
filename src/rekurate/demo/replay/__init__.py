"""Discogs and MusicBrainz on this machine: they answer in the recorded shape, from the bundled facts."""

from rekurate.demo.replay.server import Replay
from rekurate.demo.replay.time import SkippedTime

__all__ = ["Replay", "SkippedTime"]
