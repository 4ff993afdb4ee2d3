"""How often do the witnesses find the right row through a provider's own search, and at what cost?

    uv run --extra audio python benchmarks/providers.py --beatport beatport.tsv --releases releases.tsv \\
        --tracks tracks.tsv

Each line changes the names of real rows as libraries change them and asks a provider in memory (see `fake_shops.py`),
whose search is strict (every word) or forgiving (letter triples). Tracks carry artist and title, nothing else; every
line starts with an empty cache. "single" asks about each track in a run of its own, as if none shared an artist.
"""

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from fake_shops import (
    COLUMNS,
    EMPTY,
    FakeBeatport,
    FakeDiscogs,
    Free,
    Memory,
    Shop,
    SignedIn,
    Table,
    by_release,
    table,
    words,
)
from matching import CHANGES, WANT_NONE, Row
from rekurate.classify.matching import RecordingMatcher
from rekurate.evidence.beatport import Beatport
from rekurate.evidence.discogs import Discogs
from rekurate.evidence.provider import Provider, World
from rekurate.model import Observation, Outcome, Track

Make = Callable[[], tuple[Shop, Provider]]


def world(shop: Shop) -> World:
    return World(shop, Memory(), RecordingMatcher(), lambda: 1e9)  # type: ignore[arg-type] # stand-ins for both doors


def beatport(rows: Table, *, forgiving: bool) -> Make:
    def make() -> tuple[Shop, Provider]:
        shop = FakeBeatport(rows, forgiving=forgiving)
        return shop, Beatport(world(shop), SignedIn())  # type: ignore[arg-type] # a login that needs no file

    return make


def discogs(releases: Table, tracks: Table, *, forgiving: bool) -> Make:
    held = by_release(tracks)

    def make() -> tuple[Shop, Provider]:
        shop = FakeDiscogs(releases, held, forgiving=forgiving)
        return shop, Discogs(world(shop), "token")

    return make


def right(seen: Observation, row: Row) -> bool:
    """Whether the track of the proof is the row, spaces, signs and repeated names aside."""
    track = seen.proof["track"]
    mix = Row((), "", track.get("mix", ""))
    return (words(track["title"]), words(" ".join(track["artists"])), mix.original or words(mix.mix)) == (
        words(row.title), words(" ".join(row.artists)), row.original or words(row.mix))  # fmt: skip


def asked(rows: list[Row], label: str, seed: int, sample: int) -> Iterator[tuple[Row, Track]]:
    rng = random.Random(seed)
    for number, row in enumerate(rng.sample(rows, min(sample, len(rows)))):
        query = CHANGES[label](row, rng, rows)
        if query is not None:
            yield row, EMPTY._replace(id=str(number), title=query.title, artist=query.artist, location=f"/{number}")


def line(make: Make, pairs: list[tuple[Row, Track]], *, single: bool, show: bool, wanted: bool) -> str:
    shop, witness = make()
    runs = [[track] for _, track in pairs] if single else [[track for _, track in pairs]]
    said = {}
    for run in runs:
        said.update({seen.subject: seen for seen in witness.observe(run, Free())})
    tally: Counter[str] = Counter()
    for row, track in pairs:
        seen = said[witness.subject(track)]
        tally[seen.outcome.value] += 1
        fits = seen.outcome is Outcome.USABLE and right(seen, row)
        tally["right"] += fits
        if show and (seen.outcome.is_evidence if not wanted else not fits):
            print("   ", seen.outcome.value, "|", track.artist, "|", track.title, "|", row, "->", dict(seen.proof))
    count = max(1, len(pairs))
    share = {name: f"{100 * tally[name] / count:.1f}" for name in ("right", "usable", "weak", "ambiguous")}
    wrong = tally["usable"] + tally["weak"] + tally["ambiguous"] if not wanted else tally["usable"] - tally["right"]
    return (f"{share['right']:>6} {share['usable']:>7} {share['weak']:>6} {share['ambiguous']:>7} {wrong:>6}"
            f" {shop.requests / count:>9.2f}")  # fmt: skip


def measure(name: str, make: Make, rows: list[Row], options: argparse.Namespace) -> None:
    print(
        f"\n{name}: {len(rows)} rows\n{'':20} right  usable   weak   ambig.  wrong  requests   (% of n; wrong: count)"
    )
    for label in CHANGES if not options.only else [options.only]:
        for seed in options.seeds if label in WANT_NONE else options.seeds[:1]:
            pairs = list(asked(rows, label, seed, options.sample))
            text = line(make, pairs, single=options.single, show=options.show, wanted=label not in WANT_NONE)
            print(f"{label:20}{text}   n={len(pairs)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, columns in COLUMNS.items():
        parser.add_argument(f"--{name}", type=Path, help=f"tab-separated, with a header: {columns}")
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seeds", type=int, nargs="+", default=[7, 8, 9])
    parser.add_argument("--only", choices=list(CHANGES))
    parser.add_argument("--search", choices=["strict", "forgiving"])
    parser.add_argument("--single", action="store_true")
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    for kind in [options.search] if options.search else ["strict", "forgiving"]:
        forgiving = kind == "forgiving"
        if options.beatport:
            rows = table(options.beatport)
            listed = list({Row(tuple(row["artist"].split(", ")), row["title"], row["mix"]): 0 for row in rows})
            measure(f"Beatport, {kind} search", beatport(rows, forgiving=forgiving), listed, options)
        if options.releases and options.tracks:
            releases, tracks = table(options.releases), table(options.tracks)
            listed = list({Row((row["artist"],), row["title"], ""): 0 for row in tracks})
            measure(f"Discogs, {kind} search", discogs(releases, tracks, forgiving=forgiving), listed, options)


if __name__ == "__main__":
    main()
