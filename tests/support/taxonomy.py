"""A taxonomy of a handful of genres, for tests that are not about the real one."""

from collections.abc import Mapping
from difflib import get_close_matches

from rekurate.model import Term, fold
from rekurate.taxonomy import Alias, Genre, Resolution, Verdict

GENRES = (
    Genre("House", "House", None, (118.0, 130.0), 2),
    Genre("Deep House", "House", "House", (116.0, 126.0), 1),
    Genre("Tech House", "House", "House", (122.0, 130.0), 3),
    Genre("Techno", "Techno", None, (125.0, 150.0), 3),
    Genre("Minimal", "Techno", "Techno", (120.0, 130.0), 2),
    Genre("Drum & Bass", "Bass", None, (160.0, 180.0), 4),
    Genre("Ambient", "Downtempo", None, None, 0),
    Genre("Country", "Country", None, None, 0),
)
ALIASES = {"dnb": "Drum & Bass", "drum and bass": "Drum & Bass", "techhouse": "Tech House", "deep-house": "Deep House"}
DEBATABLE = {"minimal techno": ("Minimal", "some keep it apart from Minimal")}
BROAD = {"dance": ("House", "Techno"), "electronic": (), "edm": ()}
LABELS = {"night groove": (("Deep House", 0.8),), "hard steel": (("Techno", 0.9),)}


class FakeTaxonomy:
    """Implements the `Taxonomy` protocol over the tables above; `numbers` overrides single weights."""

    digest = "0123456789abcdef"

    def __init__(self, numbers: Mapping[tuple[str, str], float] | None = None) -> None:
        self.genres = {genre.name: genre for genre in GENRES}
        self._folded = {fold(name): name for name in self.genres}
        self._numbers = dict(numbers or {})

    def check_lists(self) -> tuple[int, int]:
        return 0, 0

    def resolve(self, term: str) -> Resolution:
        wanted = fold(term)
        if wanted in self._folded:
            return Resolution(term, Verdict.CANONICAL, self._folded[wanted], steps=("canonical name",))
        if wanted in ALIASES:
            return Resolution(term, Verdict.ALIAS, ALIASES[wanted], steps=("alias",))
        if wanted in DEBATABLE:
            genre, why = DEBATABLE[wanted]
            return Resolution(term, Verdict.ALIAS, genre, debatable=True, why=why, steps=("debatable alias",))
        if wanted in BROAD:
            return Resolution(term, Verdict.BROAD, parts=BROAD[wanted], steps=("broad word",))
        return self._compound(term, wanted)

    def _compound(self, term: str, wanted: str) -> Resolution:
        parts = tuple(self._folded[part.strip()] for part in wanted.split(",") if part.strip() in self._folded)
        if len(parts) > 1:
            return Resolution(term, Verdict.COMPOUND, parts=parts, steps=("several genres",))
        if wanted.startswith("http") or wanted.isdigit():
            return Resolution(term, Verdict.NOT_A_GENRE, steps=("not a genre",))
        return Resolution(term, Verdict.UNKNOWN, steps=("unknown",))

    def translate(self, term: Term) -> tuple[tuple[str, float], ...]:
        resolution = self.resolve(term.text.rpartition("---")[2])
        return ((resolution.genre, 1.0),) if resolution.genre else ()

    def knows(self, term: Term) -> bool:
        return self.resolve(term.text).verdict is not Verdict.UNKNOWN

    def aliases_of(self, genre: str) -> tuple[Alias, ...]:
        plain = tuple(Alias(text) for text, name in ALIASES.items() if name == genre)
        return plain + tuple(Alias(text, True, why) for text, (name, why) in DEBATABLE.items() if name == genre)

    def label_genres(self, label: str) -> tuple[tuple[str, float], ...]:
        return LABELS.get(fold(label), ())

    def artist_genres(self, artist: str) -> tuple[tuple[str, float], ...]:  # noqa: ARG002 - nobody is known here
        return ()

    def related(self, genre: str, other: str) -> float:
        if genre == other:
            return 1.0
        one, two = self.genres.get(genre), self.genres.get(other)
        if one is None or two is None:
            return 0.0
        if one.parent == other or two.parent == genre:
            return 0.7
        return 0.4 if one.family == two.family else 0.0

    def plausible_at(self, genre: str, bpm: float) -> bool:
        found = self.genres.get(genre)
        if found is None or found.bpm is None or bpm <= 0:
            return True
        low, high = found.bpm
        return any(low <= tempo <= high for tempo in (bpm, bpm / 2, bpm * 2))

    def nearest(self, name: str, count: int = 3) -> tuple[str, ...]:
        return tuple(self._folded[near] for near in get_close_matches(fold(name), list(self._folded), count, 0.3))

    def number(self, table: str, key: str, default: float) -> float:
        return self._numbers.get((table, key), default)
