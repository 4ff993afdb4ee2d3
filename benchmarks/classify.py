"""What classifying costs, and how honest it is, in about half a minute:

    uv run --extra audio python benchmarks/classify.py

Prints seconds for a whole-library summary of 100,000 drawn tracks (counting, fitting and scoring, nothing cached)
against a bare pass over the same tracks that only folds their texts; microseconds a track; and, for drawn libraries of
four kinds of DJ, accuracy and the precision of the tiers with the artist held out. Libraries are drawn from a seed; no
one's own is in here.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.libraries import KINDS, draw

from rekurate.bulk import without_collection
from rekurate.classify.answering.quick import Proposer
from rekurate.classify.classifier import Classifier, Material
from rekurate.classify.measure import measure
from rekurate.model import fold
from rekurate.taxonomy.compiled import compile_taxonomy

LARGE = 100_000
SMALL = 1_500


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    taxonomy = compile_taxonomy()
    drawn = draw("shopper", SMALL * 10, 0.3, 1, genred=0.6).library
    tracks = [
        track._replace(id=f"{turn} {track.id}", artist=f"{track.artist} {turn % 4}")
        for turn in range(LARGE // len(drawn.tracks) + 1)
        for track in drawn.tracks
    ][:LARGE]
    cost(taxonomy, tracks, drawn.playlists)
    honesty(taxonomy)


def cost(taxonomy, tracks, playlists):
    began = time.perf_counter()
    for track in tracks:
        for text in (track.artist, track.title, track.album, track.label, track.comments, track.location):
            fold(text)
    floor = time.perf_counter() - began
    with without_collection():
        began = time.perf_counter()
        proposer = Proposer(Classifier(Material(taxonomy, tracks, playlists)))
        counted = time.perf_counter() - began
        ungenred = [track for track in tracks if not track.genre]
        began = time.perf_counter()
        proposer.quick_all(ungenred)
        scored = time.perf_counter() - began
    print(f"{len(tracks)} tracks, {len(tracks) - len(ungenred)} genred: folding their texts alone takes {floor:.2f} s")
    print(f"  counted and fitted {counted:.2f} s, {len(ungenred)} scored {scored:.2f} s", end=" ")
    print(f"({scored / len(ungenred) * 1e6:.0f} us a track)")
    print(f"  whole-library summary {counted + scored:.2f} s = {(counted + scored) / floor:.1f}x the floor")


def honesty(taxonomy):
    print(f"{'library':14}{'exact':>7}{'family':>8}{'high':>18}{'high+medium':>20}")
    for kind in KINDS:
        for mess in (0.1, 0.4, 0.8):
            library = draw(kind, SMALL, mess, 1).library
            classifier = Classifier(Material(taxonomy, library.tracks, library.playlists))
            done = measure(classifier, range(len(classifier.genred)), "artist")
            tiers = {tier.tier: tier for tier in done.tiers}
            shown = [
                f"{tiers[name].precision:6.1%} of {tiers[name].coverage:5.1%}" if tiers[name].n else "none"
                for name in ("high", "high+medium")
            ]
            print(f"{kind} {mess:<6}{done.exact:>8.1%}{done.family:>8.1%}{shown[0]:>18}{shown[1]:>20}")


if __name__ == "__main__":
    main()
