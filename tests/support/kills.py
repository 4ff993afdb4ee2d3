"""Kill `rekurate hydrate` at random moments and count what a provider was asked."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.fake_discogs import TRACKS, FakeDiscogs, write_crates
from tests.support.stdio import server_environment


@dataclass
class Trial:
    """One library that is hydrated until it is done, by processes that keep being killed."""

    folder: Path
    shop: FakeDiscogs
    releases: int
    concurrency: int = 1
    kills: int = 0
    runs: int = 0
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:  # noqa: D105 - a dataclass' second half
        self.folder.mkdir(parents=True, exist_ok=True)
        xml = write_crates(self.folder / "library.xml", self.releases)
        self.environment = server_environment(
            self.folder,
            REKORDBOX_XML_PATH=str(xml),
            DISCOGS_TOKEN="t0ken",
            DISCOGS_BASE_URL=self.shop.url,
            PYTHONDONTWRITEBYTECODE="",
        )

    def start(self) -> subprocess.Popen[bytes]:
        options = ["--providers", "discogs", "--concurrency", str(self.concurrency)]
        command = [sys.executable, "-m", "rekurate", "hydrate", *options]
        self.runs += 1
        named = {**self.environment, "REKURATE_CONTACT": f"run-{self.runs}@example.org"}
        return subprocess.Popen(
            command, env=named, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def kill_once(self, chance: random.Random) -> bool:
        """Start a process and kill it at a random moment of its work; whether it lived that long."""
        before, more = len(self.shop.asked), chance.randrange(14)
        child = self.start()
        if chance.random() < 0.1:  # before it asks anything: while it starts, opens, plans
            time.sleep(chance.uniform(0.0, 0.8))
        while child.poll() is None and len(self.shop.asked) < before + more:
            time.sleep(0.0005)
        time.sleep(chance.uniform(0.0, 0.04))
        alive = child.poll() is None
        if alive:
            os.kill(child.pid, signal.SIGKILL)
            self.kills += 1
        child.wait(60)
        self.check_store()
        return alive

    def finish(self) -> int:
        """Let a process work to its end."""
        return self.start().wait(300)

    def check_store(self) -> None:
        path = self.folder / "home" / "rekurate.sqlite"
        if path.exists():
            with closing(sqlite3.connect(path)) as connection:
                whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
            if whole != "ok":
                self.faults.append(f"store: {whole}")

    def asked_again(self) -> tuple[int, list[str]]:
        """Return how many requests were repeated because a kill came before their answer was kept, and the others.

        A kill may cost each thread one request, among the last that arrived: with several threads a slow one's may be
        followed by some of the others'.
        """
        by_run: defaultdict[str, list[str]] = defaultdict(list)
        for asker, path in zip(self.shop.askers, self.shop.asked, strict=True):
            by_run[asker].append(path)
        recent = 1 if self.concurrency == 1 else 4 * self.concurrency
        excused: Counter[str] = Counter()
        wrong, last_run = [], {}
        for run, paths in by_run.items():
            for path in paths:
                before = last_run.get(path)
                last_run[path] = run
                if before is None:
                    continue
                excused[before] += 1
                if before == run or path not in by_run[before][-recent:] or excused[before] > self.concurrency:
                    wrong.append(path)
        return excused.total(), wrong

    def kept(self) -> Counter[str]:
        """Count the outcomes in the store."""
        with closing(sqlite3.connect(self.folder / "home" / "rekurate.sqlite")) as connection:
            rows = connection.execute("SELECT outcome, proof FROM observation WHERE source = 'discogs'").fetchall()
        return Counter(outcome for outcome, proof in rows if json.loads(proof).get("release"))

    @property
    def tracks(self) -> int:
        return self.releases * TRACKS
