"""How often is the right row chosen, and how often a wrong one? Perturbed queries against two tables of real rows.

    uv run --extra audio python benchmarks/matching.py --beatport beatport.tsv --discogs tracks.tsv

Tables are tab-separated with a header: `artist, title, mix` (Beatport) and `artist, title` (Discogs tracks).
Each query is a row whose names were changed as libraries change them; the candidates are the rows sharing most words
with it, as a search returns them. The peer is WRatio over "artist title mix", as many matchers use it.
"""

import argparse
import csv
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz

from rekurate.classify.matching import RecordingMatcher, read_title
from rekurate.classify.matching.artists import read_artists
from rekurate.classify.matching.text import near
from rekurate.model import Outcome, Recording, Suspect, Track, TrackKind, Wanted

SHORTLIST = 25
EMPTY = Track("", *[""] * 8, 0.0, 0, 0, 0, "", "", 0, 0, 0, "", TrackKind.FILE, ())


@dataclass(frozen=True)
class Row:
    artists: tuple[str, ...]
    title: str
    mix: str

    @property
    def original(self) -> bool:
        return self.mix.casefold() in {"", "original mix", "original"}


@dataclass(frozen=True)
class Query:
    artist: str
    title: str


Change = Callable[[Row, random.Random, list[Row]], Query | None]


def full(row: Row) -> str:
    return row.title if row.original else f"{row.title} ({row.mix})"


def clean(row: Row, _: random.Random, __: list[Row]) -> Query:
    return Query(", ".join(row.artists), full(row))


def original_kept(row: Row, _: random.Random, __: list[Row]) -> Query | None:
    return Query(", ".join(row.artists), f"{row.title} (Original Mix)") if row.original else None


def ampersand(row: Row, _: random.Random, __: list[Row]) -> Query:
    return Query(" & ".join(row.artists), full(row))


def first_only(row: Row, _: random.Random, __: list[Row]) -> Query:
    return Query(row.artists[0], full(row))


def feat_in_title(row: Row, _: random.Random, __: list[Row]) -> Query:
    head, *tail = row.artists
    mix = "" if row.original else f" ({row.mix})"
    return Query(head, f"{row.title} feat. {' & '.join(tail) or 'Somebody Else'}{mix}")


def ascii_case(row: Row, rng: random.Random, rows: list[Row]) -> Query:
    query = clean(row, rng, rows)
    folded = "".join(c for c in unicodedata.normalize("NFKD", query.title) if not unicodedata.combining(c))
    return Query(anyascii(query.artist).upper(), folded.lower())


def slip(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + rng.choice("aeiourstn") + text[at:]
    if kind == 2 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + rng.choice("aeiourstn") + text[at + 1 :]


def typo(row: Row, rng: random.Random, _: list[Row]) -> Query:
    title, artist = row.title, ", ".join(row.artists)
    if rng.random() < 0.5:
        title = slip(title, rng)
    else:
        artist = slip(artist, rng)
    return Query(artist, title if row.original else f"{title} ({row.mix})")


def dashed(row: Row, _: random.Random, __: list[Row]) -> Query:
    return Query(", ".join(row.artists), row.title if row.original else f"{row.title} - {row.mix}")


def damaged(row: Row, rng: random.Random, _: list[Row]) -> Query:
    name = f"{', '.join(row.artists)} - {full(row)}"
    return rng.choice([Query("", f"{rng.randrange(1, 20):02d} {name}"), Query("", f"8A - 124 - {name}"),
                       Query("", f"{name} [FREE DL]"), Query("", name.replace(" ", "_"))])  # fmt: skip


@cache
def people(row: Row) -> frozenset[str]:
    """Return single names: what "Somebody" recorded, "Somebody & Friends" may have too."""
    return frozenset(read_artists(row.artists).parts)


def wrong_remix(row: Row, rng: random.Random, rows: list[Row]) -> Query | None:
    """A remix nobody made: of another row's artist, or another kind of version than the row's own."""
    other = rng.choice([r for r in rows if r.artists != row.artists])
    mix = rng.choice([f"{other.artists[0]} Remix", f"{other.artists[0]}'s Mix", "Acapella", "VIP Mix", "Live"])
    made = f"{row.title} ({mix})"
    own = {full(r).casefold() for r in rows if people(r) & people(row)}
    if mix[:3].casefold() in f"{row.title} {row.mix}".casefold() or made.casefold() in own:
        return None
    return Query(", ".join(row.artists), made)


def wrong_title(row: Row, rng: random.Random, rows: list[Row]) -> Query:
    """A title that none of the row's artists has, however it may be spelt."""
    own = {read_title(r.title).bare for r in rows if people(r) & people(row)}
    title = row.title
    while any(near(read_title(title).bare, mine) for mine in own):
        title = rng.choice(rows).title
    return Query(", ".join(row.artists), title if row.original else f"{title} ({row.mix})")


CHANGES: dict[str, Change] = {
    "clean": clean, "(Original Mix) kept": original_kept, "& join": ampersand, "first artist only": first_only,
    "feat. in title": feat_in_title, "ASCII / case": ascii_case, "typo": typo, '" - Mix"': dashed,
    "damaged": damaged, "wrong remix": wrong_remix, "wrong title": wrong_title,
}  # fmt: skip
WANT_NONE = ("wrong remix", "wrong title")


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", anyascii(text).casefold()))


class Search:
    """A provider's search: the rows that share most words, slips of the finger forgiven by letter triples."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.index: defaultdict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(rows):
            for gram in self.grams(" ".join((*row.artists, row.title, row.mix))):
                self.index[gram].append(number)

    @staticmethod
    def grams(text: str) -> set[str]:
        return {f"{word[at : at + 3]}" for word in words(text) for at in range(max(1, len(word) - 2))}

    def top(self, text: str) -> list[Row]:
        hits: defaultdict[int, float] = defaultdict(float)
        for gram in self.grams(text):
            for number in self.index[gram]:
                hits[number] += 1 / len(self.index[gram])
        best = sorted(hits, key=lambda number: -hits[number])[:SHORTLIST]
        return [self.rows[number] for number in best]


def ours(wanted: Wanted, found: list[Row], matcher: RecordingMatcher) -> tuple[Row | None, Outcome]:
    suspects = [Suspect(recording=Recording(title=row.title, mix=row.mix, artists=row.artists)) for row in found]
    choice = matcher.choose(wanted, suspects)
    return (found[choice.index] if choice.index is not None else None), choice.outcome


def peer(query: Query, found: list[Row], bar: float) -> tuple[Row | None, Outcome]:
    text = f"{query.artist} {query.title}".casefold()
    scored = [(fuzz.WRatio(text, f"{', '.join(r.artists)} {full(r)}".casefold()) / 100, r) for r in found]
    score, row = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return row, Outcome.USABLE if score >= bar else Outcome.NO_MATCH


def same(one: Row | None, other: Row) -> bool:
    if one is None:
        return False
    return (one.artists, one.title.casefold(), one.original or one.mix) == (
        other.artists, other.title.casefold(), other.original or other.mix)  # fmt: skip


def read(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            artists = (row["artist"],) if "mix" not in row else tuple(row["artist"].split(", "))
            yield Row(artists, row["title"], row.get("mix") or "")


def measure(name: str, rows: list[Row], sample: int, show: str) -> None:
    search, matcher, rng = Search(rows), RecordingMatcher(), random.Random(7)
    chosen = rng.sample(rows, min(sample, len(rows)))
    print(f"\n{name}: {len(rows)} rows, {len(chosen)} queries a line; right / usable / weak %")
    print(f"{'':22}{'ours':>24}{'WRatio >= .90':>18}{'WRatio >= .95':>18}")
    for label, change in CHANGES.items():
        tally: defaultdict[str, int] = defaultdict(int)
        for row in chosen:
            query = change(row, rng, rows)
            if query is None:
                continue
            tally["n"] += 1
            wanted = matcher.wanted(EMPTY._replace(title=query.title, artist=query.artist), {})
            found = search.top(" ".join((*wanted.artists, wanted.core, wanted.mix)))
            mine, outcome = ours(wanted, found, matcher)
            tally["usable"] += outcome is Outcome.USABLE
            tally["weak"] += outcome is Outcome.WEAK
            right = outcome is Outcome.USABLE and same(mine, row)
            tally["right"] += right
            if label == show and (outcome.is_evidence if label in WANT_NONE else not right):
                print("   ", outcome.value, "|", query.artist, "|", query.title, "|", row, "->", mine)
            for bar in (0.90, 0.95):
                theirs, said = peer(query, search.top(f"{query.artist} {query.title}"), bar)
                tally[f"peer{bar}"] += said is Outcome.USABLE
                tally[f"right{bar}"] += said is Outcome.USABLE and same(theirs, row)
        n = max(1, tally["n"])
        own = f"{100 * tally['right'] / n:.1f} / {100 * tally['usable'] / n:.1f} / {100 * tally['weak'] / n:.1f}"
        others = "".join(
            f"{100 * tally[f'right{b}'] / n:>11.1f} /{100 * tally[f'peer{b}'] / n:>5.0f}" for b in (0.90, 0.95)
        )
        print(f"{label:22}{own:>24}{others}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beatport", type=Path)
    parser.add_argument("--discogs", type=Path)
    parser.add_argument("--sample", type=int, default=500)
    parser.add_argument("--show", default="", help="print what went wrong in this line")
    options = parser.parse_args()
    for name, path in (("Beatport", options.beatport), ("Discogs", options.discogs)):
        if path:
            rows = list({replace(row): None for row in read(path)})
            measure(name, rows, options.sample, options.show)


if __name__ == "__main__":
    main()
