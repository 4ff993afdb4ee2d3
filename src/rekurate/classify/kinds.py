"""The kinds of clue a track can carry, who speaks through each, and how much each counts before a library is seen.

A clue is a (kind, value): (label, "drumcode"), (playlist, "Sets / Peak"). Two kinds of one witness are one opinion:
they are shown apart and counted once.
"""

from dataclasses import dataclass, replace
from typing import Final

from rekurate.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of clue."""

    name: str
    witness: str
    alpha: float
    """Weight of its log-odds in the pool; re-fitted on the user's own library."""
    pseudo: float
    """Tracks' worth of scepticism: counts far above it are believed, counts far below it are not."""
    slack: float
    """Share of the starting belief that stays with the library's prior; 1 where the clue names no genre itself."""
    damping: float
    """Exponent by which several values of this kind on one track are damped: 1 averages them, 0 adds them up."""


_OWN_WHO: Final = "own_names"
_OWN_WHERE: Final = "own_places"
_WORDS: Final = "words"
_KNOWN: Final = "known"

# name, witness, alpha, pseudo, slack, damping
_SHIPPED: Final = (
    Kind("artist", _OWN_WHO, 0.9, 0.7, 1.0, 0.5),
    Kind("remixer", _OWN_WHO, 0.9, 0.7, 1.0, 0.5),
    Kind("remixed_artist", _OWN_WHO, 0.5, 0.7, 1.0, 0.5),
    Kind("titled_artist", _OWN_WHO, 0.5, 0.7, 1.0, 0.5),
    Kind("album", _OWN_WHO, 0.6, 1.0, 1.0, 0.5),
    Kind("label", _OWN_WHO, 0.85, 1.0, 1.0, 0.5),
    Kind("playlist", _OWN_WHERE, 0.6, 2.0, 1.0, 0.6),
    Kind("folder", _OWN_WHERE, 0.5, 2.0, 1.0, 0.6),
    Kind("added", _OWN_WHERE, 0.25, 4.0, 1.0, 0.5),
    Kind("neighbours", _OWN_WHERE, 0.25, 2.0, 1.0, 0.5),
    Kind("comment", _OWN_WHERE, 0.4, 3.0, 1.0, 0.5),
    Kind("comment_word", _OWN_WHERE, 0.3, 4.0, 1.0, 0.6),
    Kind("my_tag", _OWN_WHERE, 0.6, 2.0, 1.0, 0.6),
    Kind("color", _OWN_WHERE, 0.2, 4.0, 1.0, 0.5),
    Kind("playlist_genre", _OWN_WHERE, 0.6, 4.0, 0.3, 0.5),
    Kind("folder_genre", _OWN_WHERE, 0.7, 4.0, 0.25, 0.5),
    Kind("comment_genre", _OWN_WHERE, 0.6, 4.0, 0.3, 0.5),
    Kind("title_word", _WORDS, 0.35, 4.0, 1.0, 0.5),
    Kind("artist_word", _WORDS, 0.3, 4.0, 1.0, 0.5),
    Kind("year", _WORDS, 0.3, 6.0, 1.0, 0.5),
    Kind("title_genre", _WORDS, 0.6, 6.0, 0.3, 0.5),
    Kind("current", _WORDS, 0.6, 6.0, 0.25, 0.5),
    Kind("known_artist", _KNOWN, 1.0, 2.5, 0.35, 0.7),
    Kind("known_remixer", _KNOWN, 1.0, 2.5, 0.3, 0.7),
    Kind("known_remixed", _KNOWN, 0.6, 2.5, 0.4, 0.7),
    Kind("known_titled", _KNOWN, 0.6, 2.5, 0.4, 0.7),
    Kind("known_label", _KNOWN, 0.7, 2.5, 0.45, 0.7),
    Kind("discogs_style", "discogs", 0.9, 8.0, 0.2, 0.7),
    Kind("discogs_genre", "discogs", 0.3, 10.0, 0.4, 0.7),
    Kind("discogs_label", "discogs", 0.5, 8.0, 0.3, 0.7),
    Kind("beatport_genre", "beatport", 1.0, 8.0, 0.15, 0.7),
    Kind("beatport_sub_genre", "beatport", 0.8, 8.0, 0.15, 0.7),
    Kind("beatport_file_tag", "beatport", 0.8, 8.0, 0.2, 0.7),
    Kind("file_tag", "file_tags", 0.7, 6.0, 0.25, 0.7),
    Kind("musicbrainz", "musicbrainz", 0.8, 8.0, 0.25, 0.7),
    Kind("bandcamp", "bandcamp", 0.5, 8.0, 0.35, 0.7),
    Kind("lastfm", "lastfm", 0.4, 8.0, 0.4, 0.7),
    Kind("effnet", "audio", 0.8, 8.0, 0.25, 0.7),
    Kind("gtzan", "audio", 0.3, 8.0, 0.4, 0.7),
    Kind("audioset", "audio", 0.3, 8.0, 0.4, 0.7),
    Kind("ensemble", "audio", 0.7, 8.0, 0.3, 0.7),
)
"""In their fixed order. `weights.toml` may overrule alpha, pseudo and slack."""

KIND_NAMES: Final = tuple(kind.name for kind in _SHIPPED)
KIND_OF: Final = {name: index for index, name in enumerate(KIND_NAMES)}
WITNESS_OF: Final = {kind.name: kind.witness for kind in _SHIPPED}
AUDIO: Final = "audio"
RELEASES: Final = ("discogs", "beatport", "musicbrainz", "bandcamp")
"""Witnesses that speak of a release, matched to the track with proof: the only ones that need not be learnt first."""
PEOPLE: Final = frozenset(KIND_OF[name] for name in ("artist", "remixer", "remixed_artist", "titled_artist"))
"""Kinds whose values are credits."""


def kinds(taxonomy: Taxonomy) -> tuple[Kind, ...]:
    """Return the kinds in their fixed order, with the weights of `weights.toml` where it names them."""
    number = taxonomy.number
    return tuple(
        replace(
            kind,
            alpha=number("alpha", kind.name, kind.alpha),
            pseudo=number("pseudo", kind.name, kind.pseudo),
            slack=number("slack", kind.name, kind.slack),
        )
        for kind in _SHIPPED
    )
