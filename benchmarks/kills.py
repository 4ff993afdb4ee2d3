"""Is anything lost or asked twice when `rekurate hydrate` is killed? Real processes, killed at random moments.

    uv run --extra audio python benchmarks/kills.py --kills 1000

Each process works on the same library against a made-up Discogs on loopback, is killed with SIGKILL after a random
number of requests, a random fraction of a second later, or while it starts. A library that is done is followed by a
new one. Counted at the provider: a request may be repeated only if it was one of those under way when a kill came.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.support.fake_discogs import FakeDiscogs
from tests.support.kills import Trial


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--releases", type=int, default=150, help="of each library; three tracks each")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    chance, started = random.Random(options.seed), time.monotonic()
    kills = requests = repeated = wrong = lost = libraries = tracks = 0
    faults: list[str] = []
    while kills < options.kills:
        libraries += 1
        with tempfile.TemporaryDirectory() as folder, FakeDiscogs(pause=0.001) as shop:
            trial = Trial(Path(folder), shop, options.releases, concurrency=1 if libraries % 2 else 4)
            while kills + trial.kills < options.kills and trial.kill_once(chance):
                pass
            code = trial.finish()
            excused, unexcused = trial.asked_again()
            kept = trial.kept()
            faults += [*trial.faults, *(f"asked twice: {path}" for path in unexcused)]
            faults += [f"exit code {code}"] if code else []
        kills += trial.kills
        tracks += trial.tracks
        requests += len(shop.asked)
        repeated, wrong, lost = repeated + excused, wrong + len(unexcused), lost + trial.tracks - kept["usable"]
        print(f"library {libraries}, {trial.concurrency} threads: {kills} kills so far, {excused} repeated, "
              f"{len(unexcused)} asked twice, {trial.tracks - kept['usable']} lost", flush=True)  # fmt: skip
    print(f"\n{kills} kills in {time.monotonic() - started:.0f} s, {libraries} libraries of {tracks} tracks in all, "
          f"{requests} requests: {repeated} under way at a kill and repeated, {wrong} answered and asked again, "
          f"{lost} tracks without their answer, faults: {faults[:5] or 'none'}")  # fmt: skip


if __name__ == "__main__":
    main()
