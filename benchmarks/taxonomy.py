"""What compiling the genre tables costs, against parsing the same files and nothing else.

    uv run --extra audio python benchmarks/taxonomy.py [library.xml]

With a Rekordbox XML it also prints how many of its genre strings are recognised.
"""

import argparse
import time
import tomllib
from collections import Counter
from collections.abc import Callable
from xml.etree.ElementTree import iterparse

from rekurate.resources import data_folder
from rekurate.taxonomy.compiled import compile_taxonomy
from rekurate.taxonomy.load import FILES, LATE

ROUNDS = 15


def cpu_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def parse_only() -> None:
    for name in FILES:
        path = data_folder("taxonomy") / f"{name}.toml"
        if name not in LATE and path.is_file():
            tomllib.loads(path.read_text("utf-8"))


def report_library(path: str) -> None:
    counts: Counter[str] = Counter()
    for _, element in iterparse(path):
        if element.tag == "TRACK" and (genre := element.get("Genre", "").strip()):
            counts[genre] += 1
        element.clear()
    taxonomy = compile_taxonomy()
    start = time.process_time()
    verdicts = {text: taxonomy.resolve(text).verdict.value for text in counts}
    spent = time.process_time() - start
    tracks: Counter[str] = Counter()
    for text, count in counts.items():
        tracks[verdicts[text]] += count
    known = 1 - tracks["unknown"] / counts.total()
    distinct = 1 - Counter(verdicts.values())["unknown"] / len(counts)
    print(f"{counts.total()} tagged tracks, {len(counts)} strings: {known:.1%} and {distinct:.1%} recognised")
    print("tracks by verdict:", dict(tracks), f"in {1000 * spent:.1f} ms")
    print("unknown:", [(text, counts[text]) for text, verdict in verdicts.items() if verdict == "unknown"][:40])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("libraries", nargs="*", metavar="library.xml")
    options = parser.parse_args()
    compiled, floor = cpu_ms(compile_taxonomy), cpu_ms(parse_only)
    print(f"compile {compiled:.1f} ms CPU (budget 50), parsing alone {floor:.1f} ms: {compiled / floor:.2f}x")
    start = time.process_time()
    print("labels and artists:", compile_taxonomy().check_lists(), end=" ")
    print(f"in {1000 * (time.process_time() - start):.0f} ms with compiling")
    for path in options.libraries:
        report_library(path)


if __name__ == "__main__":
    main()
