"""Make every witness of the world from plain values: what composition calls."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rekurate.evidence.bandcamp import BASE_URL as BANDCAMP_URL
from rekurate.evidence.bandcamp import Bandcamp
from rekurate.evidence.beatport import Beatport, Login
from rekurate.evidence.beatport.witness import API_URL, SITE_URL
from rekurate.evidence.discogs import Discogs
from rekurate.evidence.discogs.witness import BASE_URL as DISCOGS_URL
from rekurate.evidence.file_tags import FileTags, Find
from rekurate.evidence.lastfm import BASE_URL as LASTFM_URL
from rekurate.evidence.lastfm import LastFm
from rekurate.evidence.musicbrainz import MusicBrainz
from rekurate.evidence.musicbrainz.witness import BASE_URL as MUSICBRAINZ_URL
from rekurate.evidence.provider import World
from rekurate.model import Witness


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The settings of the sources, as values. Secrets are shown by no repr of it."""

    discogs_token: str = ""
    beatport_token_file: Path | None = None
    beatport_pages: bool = False
    lastfm_key: str = ""
    bandcamp: bool = False
    discogs_url: str = DISCOGS_URL
    beatport_url: str = API_URL
    beatport_site: str = SITE_URL
    musicbrainz_url: str = MUSICBRAINZ_URL
    bandcamp_url: str = BANDCAMP_URL
    lastfm_url: str = LASTFM_URL

    def __repr__(self) -> str:
        """Name the type alone."""
        return "Sources(...)"


def witnesses(world: World, sources: Sources, find: Find) -> Mapping[str, Witness]:
    """Return every source by name, also those that are not configured: they say so themselves.

    `find` returns the audio file of a track on this machine.
    """
    made: tuple[Witness, ...] = (
        FileTags(find, world.clock),
        Discogs(world, sources.discogs_token, sources.discogs_url),
        Beatport(
            world,
            Login(sources.beatport_token_file, world.clock),
            pages=sources.beatport_pages,
            urls=(sources.beatport_url, sources.beatport_site),
        ),
        MusicBrainz(world, sources.musicbrainz_url),
        Bandcamp(world, enabled=sources.bandcamp, base_url=sources.bandcamp_url),
        LastFm(world, sources.lastfm_key, sources.lastfm_url),
    )
    return {witness.name: witness for witness in made}
