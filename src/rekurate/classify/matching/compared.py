"""Two sides of the question, a track of the library and a provider's row: each taken apart, then laid side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from rekurate.classify.matching.artists import Names, artist_fit, read_artists
from rekurate.classify.matching.facts import compare_facts, isrc_codes, say_same_record
from rekurate.classify.matching.text import alike, plain
from rekurate.classify.matching.title import Title, read_title, title_fit, with_subtitle_as_mix
from rekurate.classify.matching.versions import Fit, compare, with_remixers
from rekurate.model import Recording

SLACK: Final = 4
"""Letters that an equal title lends to a short artist's name, and the other way round, when slips are counted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One side, read once for many comparisons."""

    recording: Recording
    title: Title
    artists: Names
    aliases: Names
    """Other names of the artists."""
    beside: Names
    """Aliases, guests and remixers: who may be named as an artist on the other side."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Both sides, and how each part of them fits."""

    ours: Reading
    theirs: Reading
    title: float
    title_why: str
    """Why it is another title; "" where it is not."""
    artist: float | None
    """None where one side names nobody, or only "Various"."""
    version: Fit
    version_why: str
    """Why the versions are not simply the same; "" where they are."""
    facts: Mapping[str, float | None]
    """See `facts.compare_facts`."""

    @property
    def is_supported(self) -> bool:
        """Whether a fact beside the names says that it is the same record."""
        return say_same_record(self.facts)


def read(recording: Recording) -> Reading:
    """Take a recording apart."""
    title = read_title(recording.title, recording.mix)
    remixers = recording.remixers if title.version.recreated else _others(recording)
    title = replace(title, version=with_remixers(title.version, remixers))
    beside = [name for name in (*recording.aliases, title.guests, *recording.remixers) if name]
    names = (read_artists(printed) for printed in (recording.artists, recording.aliases, beside))
    return Reading(recording, title, *names)


def lay_side_by_side(ours: Reading, theirs: Reading) -> Compared:
    """Compare a track of the library with a provider's row, part by part."""
    ours = replace(ours, title=with_subtitle_as_mix(ours.title, theirs.recording.mix))
    version, version_why = compare(ours.title.version, theirs.title.version)
    title, title_why, artist = _names(ours, theirs)
    facts = compare_facts(ours.recording, theirs.recording)
    return Compared(ours, theirs, title, title_why, artist, version, version_why, facts)


def _others(recording: Recording) -> tuple[str, ...]:
    """Leave out of the remixers who is the artist: shops list the artist as the remixer of their own live version."""
    own = read_artists(recording.artists).parts
    return tuple(name for name in recording.remixers if not set(read_artists([name]).parts) <= set(own))


def _names(ours: Reading, theirs: Reading) -> tuple[float, str, float | None]:
    """Compare titles and artists, each with the slack that the other one's exactness gives."""
    same_title = plain(ours.title.core) == plain(theirs.title.core)
    artist = _artist(ours, theirs, SLACK if same_title and len(plain(ours.title.core)) > SLACK else 0)
    same_artist = bool(ours.artists.parts) and set(ours.artists.parts) <= set(theirs.artists.parts)
    title, why = title_fit(ours.title, theirs.title, SLACK if same_artist else 0)
    if not title and set(isrc_codes(ours.recording.isrcs)) & set(isrc_codes(theirs.recording.isrcs)):
        title = alike(ours.title.core, theirs.title.core)
    return title, why, artist


def _artist(ours: Reading, theirs: Reading, slack: int) -> float | None:
    if ours.artists.unknown or theirs.artists.unknown:
        return None
    fit = artist_fit(ours.artists, theirs.artists, theirs.beside, slack)
    return max(fit, artist_fit(ours.aliases, theirs.artists, theirs.beside)) if ours.recording.aliases else fit
