"""Read a source's word as genres with weights."""

from typing import Final

from rekurate.model import Term
from rekurate.taxonomy.ladder import Ladder
from rekurate.taxonomy.mappings import Mappings, Vocabulary, sub_genre_key
from rekurate.taxonomy.spelling import key_of
from rekurate.taxonomy.table import Resolution, Shares, Verdict

_FREE: Final = frozenset({"musicbrainz", "lastfm", "bandcamp", "file_tag"})
"""Vocabularies anybody may write into: their words are read as a genre field is."""
_TABLES: Final = {
    "discogs_style": ("discogs_style", "effnet"),
    "discogs_genre": ("discogs_genre",),
    "gtzan": ("gtzan",),
    "audioset": ("audioset",),
    "ensemble": ("gtzan", "audioset"),
}
_MOST_BROAD: Final = 8
"""A bucket of more genres than this says nothing about any of them."""


class Translator:
    """Translates terms by the tables; a word that these do not list is read as a genre field is."""

    def __init__(self, mappings: Mappings, ladder: Ladder, debatable: float, broad: float) -> None:
        """Keep the tables; `debatable` and `broad` are the weights of a disputed reading and of a bucket."""
        self._mappings = mappings
        self._ladder = ladder
        self._debatable = debatable
        self._broad = broad

    def translate(self, term: Term) -> Shares:
        """Return genres with weights summing to at most 1; () for a word that names none.

        A Beatport sub-genre is found by its genre's id in `term.id` ("1" or "1/Liquid"), by a text "1/Liquid", or by
        its name where only one genre has a sub-genre of that name.
        """
        listed = self._listed(term)
        if listed is not None:
            return listed
        if term.vocabulary == "audioset":  # its 527 classes are sounds; what is not listed is not music
            return ()
        return self._read(self._ladder.resolve(_style_of(term)))

    def knows(self, term: Term) -> bool:
        """Whether the word is mapped, or deliberately unmapped; for free vocabularies whether it can be read."""
        if self._listed(term) is not None:
            return True
        return term.vocabulary in _FREE and self._ladder.resolve(term.text).verdict is not Verdict.UNKNOWN

    def _listed(self, term: Term) -> Shares | None:
        vocabulary = term.vocabulary
        if vocabulary == "beatport_genre":
            by_id = self._mappings.beatport_ids.get(term.id.strip())
            return by_id if by_id is not None else self._mappings.beatport_names.shares.get(key_of(term.text))
        if vocabulary == "beatport_sub_genre":
            return self._sub_genre(term)
        if vocabulary == "effnet":
            return _first((self._style("effnet"), term.text), (self._style("discogs_style"), _style_of(term)))
        if vocabulary in _FREE:
            return _first((self._style("tag"), term.text))
        return _first(*((self._style(table), term.text) for table in _TABLES.get(vocabulary, ())))

    def _style(self, table: str) -> Vocabulary:
        return self._mappings.styles[table]

    def _sub_genre(self, term: Term) -> Shares | None:
        table = self._mappings.beatport_subs.shares
        in_text, _, rest = term.text.partition("/")
        name = rest if in_text.strip().isdigit() else term.text
        for genre_id in (term.id.partition("/")[0], in_text):
            found = table.get(sub_genre_key(genre_id, name))
            if found is not None:
                return found
        ending = sub_genre_key("", name)
        named = {shares for key, shares in table.items() if key.endswith(ending)}
        return named.pop() if len(named) == 1 and len(ending) > 1 else None

    def _read(self, found: Resolution) -> Shares:
        if found.genre is not None:
            return ((found.genre, self._debatable if found.debatable else 1.0),)
        if found.verdict is Verdict.COMPOUND:
            return tuple((genre, 1.0 / len(found.parts)) for genre in found.parts)
        if found.verdict is Verdict.BROAD and 0 < len(found.parts) <= _MOST_BROAD:
            return tuple((genre, self._broad / len(found.parts)) for genre in found.parts)
        return ()


def _style_of(term: Term) -> str:
    """Return the style of an EffNet class "Electronic---Deep House"; any other text as it is."""
    return term.text.rpartition("---")[2] if term.vocabulary == "effnet" else term.text


def _first(*asked: tuple[Vocabulary, str]) -> Shares | None:
    for vocabulary, text in asked:
        found = vocabulary.shares.get(key_of(text))
        if found is not None:
            return found
    return None
