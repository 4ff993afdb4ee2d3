"""MusicBrainz: asked without a key, one request a second."""

from rekurate.evidence.musicbrainz.witness import MusicBrainz

__all__ = ["MusicBrainz"]
