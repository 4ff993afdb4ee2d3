"""Killed anywhere in an export, a change is still staged or in exactly one recorded file, never both or neither."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.staging import genre
from tests.support.writing import Killed, kill

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.export import ExportWish, write_xml
from rekurate.curation.exporting.past import list_exports
from rekurate.curation.staging.settle import sha256_of
from rekurate.rekordbox.door import RekordboxDoor

ORIGINAL = Path(__file__).parents[2] / "data" / "rekordbox" / "rekordbox6_database.xml"
EXPORTER = """
import sys, time
from pathlib import Path
from rekurate.curation.desk import Desk
from rekurate.curation.exporting.export import ExportWish, write_xml
from rekurate.model import Field, StagedChange
from rekurate.rekordbox.door import RekordboxDoor
from rekurate.store import open_store
folder, name = Path(sys.argv[1]), sys.argv[2]
store = open_store(folder / "rekurate.sqlite")
door = RekordboxDoor(xml=folder / "rekordbox.xml")
desk = Desk(door, store, None, {}, folder / "exports", "client", time.time)
library = door.read()
print("ready", flush=True)
for number in range(10_000):
    left = {change.track_id for change in store.journal.staged(library.source.library_id)}
    track = next(track for track in library.tracks if track.id not in left)
    change = StagedChange(track.id, Field.GENRE, track.genre, f"Genre {name} {number}")
    store.journal.stage(library.source.library_id, [change])
    store.approvals.approve(library.source.library_id, [change.hash], "terminal")
    print("approved", change.hash, flush=True)
    report = write_xml(desk, ExportWish(str(folder / "exports" / f"{name}-{number}.xml")))
    print("exported", change.hash, flush=True)
"""


def desk_of(folder: Path) -> Desk:
    return replace(make_desk(folder=folder, clock=time.time), library=RekordboxDoor(xml=folder / "rekordbox.xml"))


def killed(folder: Path, name: str, milliseconds: float) -> list[str]:
    """Let an exporter work for a while, kill it wherever it is, and return what it had acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-c", EXPORTER, str(folder), name], stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    said = [child.stdout.readline() for _ in range(2)]
    try:
        child.wait(milliseconds / 1000)
    except subprocess.TimeoutExpired:
        os.kill(child.pid, signal.SIGKILL)
    said += child.stdout.readlines()
    child.stdout.close()
    assert child.wait(60) == -signal.SIGKILL
    return [line.strip() for line in said if line.endswith("\n")]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_no_kill_loses_or_repeats_an_export(tmp_path: Path) -> None:
    (tmp_path / "rekordbox.xml").write_bytes(ORIGINAL.read_bytes())
    (tmp_path / "exports").mkdir()
    desk, chance = desk_of(tmp_path), random.Random(11)
    library_id = desk.library.read().source.library_id
    approved, exported = set(), set()
    for number in range(6):
        for line in killed(tmp_path, f"r{number}", chance.uniform(0, 60)):
            word, name = line.split()
            (approved if word == "approved" else exported).add(name)
        history = list_exports(desk)
        files = Counter(
            past.change.hash
            for one in history.exports
            for past in desk.store.exports.changes(one.record.id)
            if past.written
        )
        staged = {change.hash for change, yes in desk.store.approvals.pending(library_id).rows if yes}
        assert exported <= set(files)
        assert approved <= set(files) | staged
        assert not set(files) & staged
        assert set(files.values()) <= {1}
        assert all(one.record.sha256 == sha256_of(one.record.path) for one in history.exports)
        on_disk = set((tmp_path / "exports").glob("*.xml"))
        assert {one.record.path for one in history.exports} == on_disk
    assert len(exported) >= 6
    desk.store.close()


def test_a_file_whose_writer_died_before_it_could_say_so_is_recorded_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rekordbox.xml").write_bytes(ORIGINAL.read_bytes())
    desk = desk_of(tmp_path)
    library = desk.library.read()
    change = genre(library.tracks[0].id, "Polka", library.tracks[0].genre)
    desk.store.journal.stage(library.source.library_id, [change])
    desk.store.approvals.approve(library.source.library_id, [change.hash], "terminal")
    with monkeypatch.context() as moment:
        moment.setattr(desk.store.exports, "finish", lambda *_: kill())
        with pytest.raises(Killed):
            write_xml(desk, ExportWish())
    (file,) = (tmp_path / "exports").glob("*.xml")
    (past,) = list_exports(desk).exports
    assert (past.record.path, past.record.sha256, past.record.changes) == (file, sha256_of(file), 1)
    assert desk.store.journal.count(library.source.library_id) == 0
    desk.store.close()
