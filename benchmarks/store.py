"""What the store costs against the bare SQLite under it.

    uv run --extra audio python benchmarks/store.py --changes 100000

Each step is put beside a floor measured in the same run: the same number of rows written or read by plain `sqlite3` in
one transaction, with nothing hashed, journalled or checked. Wall seconds, best of three.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from rekurate.model import Field, Observation, Outcome, StagedChange, Term  # noqa: E402 - the path comes first
from rekurate.store import Named, Plan, Written, open_store  # noqa: E402 - the path comes first

LIBRARY = "library"


def best(work, rounds=3):
    """Return the least wall time of `work` in seconds, and its last result."""
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    return min(seconds), result


def once(work):
    """Return the wall time of work that cannot be repeated, and its result."""
    return best(work, 1)


def floors(folder, count):
    """Return the seconds to write `count` rows of nine texts, and to read them as tuples."""
    rows = [
        (LIBRARY, str(n), "genre", "", "Techno", "classifier", "high", f"reason {n}", f"{n:064}") for n in range(count)
    ]
    with closing(sqlite3.connect(folder / "floor.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        columns = ", ".join(f"c{number} TEXT" for number in range(9))
        connection.execute(f"CREATE TABLE t ({columns}, PRIMARY KEY (c0, c1, c2)) WITHOUT ROWID")

        def write():
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM t")
            connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            connection.execute("COMMIT")

        writing, _ = best(write)
        reading, _ = best(lambda: connection.execute("SELECT * FROM t ORDER BY c1, c2").fetchall())
    return writing, reading


def main():
    """Print each step's seconds and its ratio to the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=100_000)
    count = parser.parse_args().changes
    with tempfile.TemporaryDirectory() as name:
        writing, reading = floors(Path(name), count)
        print(f"floor: write {count} rows {writing:.2f} s, read them {reading:.2f} s")
        store = open_store(Path(name) / "store.sqlite")
        decisions(store, count, writing, reading)
        evidence(store, count, writing, reading)
        store.close()


def show(step, floor, measured):
    """Print one step; return its result."""
    seconds, result = measured
    print(f"{step:34} {seconds:6.2f} s   {seconds / floor:5.1f} x the floor")
    return result


def decisions(store, count, writing, reading):
    """Stage, approve and export."""
    changes = [
        StagedChange(str(n), Field.GENRE, "", "Techno", "classifier", "high", f"reason {n}") for n in range(count)
    ]
    show("stage (journal and stage)", writing, once(lambda: store.journal.stage(LIBRARY, changes)))
    show("read the stage", reading, best(lambda: store.journal.staged(LIBRARY)))
    pending = show("stage with approvals and digest", reading, best(lambda: store.approvals.pending(LIBRARY)))
    hashes = [change.hash for change in changes]
    show("approve all", writing, once(lambda: store.approvals.approve(LIBRARY, hashes, "terminal")))
    show("the stage counted", reading, best(lambda: store.approvals.standing(LIBRARY)))
    export = show("seal, and plan an export", writing, once(lambda: planned(store, pending.digest)))
    written = Written("0", "Rekurate", bytes([1]) * count)
    show("finish it", writing, once(lambda: store.exports.finish(LIBRARY, export, written)))


def planned(store, digest):
    """Seal the stage and plan its export."""
    with store.approvals.seal(LIBRARY, digest) as sealed:
        plan = Plan(Path("x.xml"), digest, "Rekurate", sealed, lambda one: Named(f"/{one}.mp3", "Artist", one))
        return store.exports.plan(LIBRARY, plan)


def evidence(store, count, writing, reading):
    """Keep and read what sources said."""
    said = [
        Observation(f"rec:{n}", "discogs", Outcome.USABLE, (Term("discogs_style", "Techno"),), {"label": "x"}, {"q": 1})
        for n in range(count)
    ]
    show("record observations", writing, once(lambda: store.evidence.record(said)))
    show("coverage of one source", reading, best(lambda: store.evidence.answers("discogs")))
    subjects = [one.subject for one in said]
    show("observations of every track", reading, best(lambda: store.evidence.observations(subjects)))
    show("is anything new? (1000 times)", reading, best(lambda: [store.evidence.version() for _ in range(1000)]))


if __name__ == "__main__":
    main()
