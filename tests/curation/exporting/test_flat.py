"""An export of twice the changes needs hardly more memory: none of them is held."""

import gc
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.rekordbox_db import Row, build_database
from tests.support.rekordbox_xml import record, write_library

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.export import ExportWish, write_xml
from rekurate.curation.staging.approve import approve, ask_about
from rekurate.model import Field, StagedChange
from rekurate.rekordbox.door import RekordboxDoor

FEW = 2_500
"""Records of more than a megabyte, which already go through a file."""


def desk_of(kind: str, folder: Path, count: int) -> Desk:
    """Stage a change of every track."""
    folder.mkdir()
    numbers = [str(number) for number in range(10_000, 10_000 + count)]
    if kind == "xml":
        door = RekordboxDoor(xml=write_library(folder / "l.xml", *(record(TrackID=one) for one in numbers)))
    else:
        (folder / "rekordbox").mkdir()
        rows = [Row(id=one, path=f"/Music/{one} {'x' * 200}.mp3", comment="y" * 150) for one in numbers]
        door = RekordboxDoor(database=build_database(folder / "rekordbox" / "master.db", rows))
    desk = replace(make_desk(folder=folder), library=door)
    changes = [
        StagedChange(one, Field.GENRE, "", f"Genre {one[-2:]}", "classifier", "high", f"because of {one}")
        for one in numbers
    ]
    desk.store.journal.stage(door.read().source.library_id, changes)
    return desk


def peak(kind: str, folder: Path, count: int) -> int:
    """Return the bytes that asking, approving and exporting need beyond what was there."""
    desk = desk_of(kind, folder, count)
    assert len(desk.library.read().by_id) == count  # made at first use, and the library's own
    gc.collect()
    tracemalloc.start()
    try:
        asking = ask_about(desk)
        assert asking is not None
        approve(desk, asking, "terminal", "sam")
        assert write_xml(desk, ExportWish()).changes == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        desk.store.close()


@pytest.mark.parametrize("kind", ["xml", "database"])
def test_memory_does_not_grow_with_the_changes(kind: str, tmp_path: Path) -> None:
    peak(kind, tmp_path / "first", 10)  # what is loaded on first use is not the export's
    few, many = peak(kind, tmp_path / "few", FEW), peak(kind, tmp_path / "many", 2 * FEW)
    assert many < 1.35 * few, f"{few:,} bytes for {FEW} changes, {many:,} for {2 * FEW}"  # held, they make 1.5 of it
