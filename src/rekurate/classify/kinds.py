"""The kinds of clue a track can carry, who speaks through each, and how much each counts before a library is seen.

A clue is a (kind, value): (label, "drumcode"), (playlist, "Sets / Peak"). Two kinds of one witness are one opinion:
they are shown apart and counted once.
"""

from dataclasses import dataclass
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

    @property
    def names_genre(self) -> bool:
        """Whether its value is itself a genre, so that it says something before it was ever counted."""
        return self.slack < 1.0


_OWN_WHO: Final = "own_names"
_OWN_WHERE: Final = "own_places"
_WORDS: Final = "words"
_KNOWN: Final = "known"

# name, witness, alpha, pseudo, slack, damping: the starting values; `weights.toml` may overrule the first three.
_TABLE: Final = (
    ("artist", _OWN_WHO, 0.9, 0.7, 1.0, 0.5),
    ("remixer", _OWN_WHO, 0.9, 0.7, 1.0, 0.5),
    ("remixed_artist", _OWN_WHO, 0.5, 0.7, 1.0, 0.5),
    ("titled_artist", _OWN_WHO, 0.5, 0.7, 1.0, 0.5),
    ("album", _OWN_WHO, 0.6, 1.0, 1.0, 0.5),
    ("label", _OWN_WHO, 0.85, 1.0, 1.0, 0.5),
    ("playlist", _OWN_WHERE, 0.6, 2.0, 1.0, 0.6),
    ("folder", _OWN_WHERE, 0.5, 2.0, 1.0, 0.6),
    ("added", _OWN_WHERE, 0.25, 4.0, 1.0, 0.5),
    ("neighbours", _OWN_WHERE, 0.25, 2.0, 1.0, 0.5),
    ("comment", _OWN_WHERE, 0.4, 3.0, 1.0, 0.5),
    ("comment_word", _OWN_WHERE, 0.3, 4.0, 1.0, 0.6),
    ("my_tag", _OWN_WHERE, 0.6, 2.0, 1.0, 0.6),
    ("color", _OWN_WHERE, 0.2, 4.0, 1.0, 0.5),
    ("playlist_genre", _OWN_WHERE, 0.6, 4.0, 0.3, 0.5),
    ("folder_genre", _OWN_WHERE, 0.7, 4.0, 0.25, 0.5),
    ("comment_genre", _OWN_WHERE, 0.6, 4.0, 0.3, 0.5),
    ("title_word", _WORDS, 0.35, 4.0, 1.0, 0.5),
    ("artist_word", _WORDS, 0.3, 4.0, 1.0, 0.5),
    ("year", _WORDS, 0.3, 6.0, 1.0, 0.5),
    ("title_genre", _WORDS, 0.6, 6.0, 0.3, 0.5),
    ("current", _WORDS, 0.6, 6.0, 0.25, 0.5),
    ("known_artist", _KNOWN, 1.0, 2.5, 0.35, 0.7),
    ("known_remixer", _KNOWN, 1.0, 2.5, 0.3, 0.7),
    ("known_remixed", _KNOWN, 0.6, 2.5, 0.4, 0.7),
    ("known_titled", _KNOWN, 0.6, 2.5, 0.4, 0.7),
    ("known_label", _KNOWN, 0.7, 2.5, 0.45, 0.7),
    ("discogs_style", "discogs", 0.9, 8.0, 0.2, 0.7),
    ("discogs_genre", "discogs", 0.3, 10.0, 0.4, 0.7),
    ("discogs_label", "discogs", 0.5, 8.0, 0.3, 0.7),
    ("beatport_genre", "beatport", 1.0, 8.0, 0.15, 0.7),
    ("beatport_sub_genre", "beatport", 0.8, 8.0, 0.15, 0.7),
    ("beatport_file_tag", "beatport", 0.8, 8.0, 0.2, 0.7),
    ("file_tag", "file_tags", 0.7, 6.0, 0.25, 0.7),
    ("musicbrainz", "musicbrainz", 0.8, 8.0, 0.25, 0.7),
    ("bandcamp", "bandcamp", 0.5, 8.0, 0.35, 0.7),
    ("lastfm", "lastfm", 0.4, 8.0, 0.4, 0.7),
    ("effnet", "audio", 0.8, 8.0, 0.25, 0.7),
    ("gtzan", "audio", 0.3, 8.0, 0.4, 0.7),
    ("audioset", "audio", 0.3, 8.0, 0.4, 0.7),
    ("ensemble", "audio", 0.7, 8.0, 0.3, 0.7),
)

KIND_NAMES: Final = tuple(row[0] for row in _TABLE)
KIND_OF: Final = {name: index for index, name in enumerate(KIND_NAMES)}
WITNESS_OF: Final = {row[0]: row[1] for row in _TABLE}
AUDIO: Final = "audio"
RELEASES: Final = ("discogs", "beatport", "musicbrainz", "bandcamp")
"""Witnesses that speak of a release, matched to the track with proof: the only ones that need not be learnt first."""
PEOPLE: Final = frozenset(KIND_OF[name] for name in ("artist", "remixer", "remixed_artist", "titled_artist"))
"""Kinds whose values are credits."""


def kinds(taxonomy: Taxonomy) -> tuple[Kind, ...]:
    """Return the kinds in their fixed order, with the weights of `weights.toml` where it names them."""
    return tuple(
        Kind(
            name,
            witness,
            taxonomy.number("alpha", name, alpha),
            taxonomy.number("pseudo", name, pseudo),
            taxonomy.number("slack", name, slack),
            damping,
        )
        for name, witness, alpha, pseudo, slack, damping in _TABLE
    )
