"""An encrypted master.db, at rest, left by a crash, or under a writer: read whole, exported, and never touched."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.rekordbox_db import Row, build_database
from tests.support.rekordbox_folder import crash_with_wal, picture
from tests.support.stdio import ROOT
from tests.support.talk import Talk, talking
from tests.support.tool import ERAS

pytestmark = pytest.mark.anyio
WRITER = """
import sys
from pathlib import Path
from tests.support.rekordbox_db import connect
connection = connect(Path(sys.argv[1]), encrypted=True)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("PRAGMA wal_autocheckpoint = 0")
connection.execute("UPDATE djmdContent SET Title = 'from the log'")
connection.commit()
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE djmdContent SET Title = 'not committed'")
print("ready", flush=True)
sys.stdin.readline()
"""
READ = {"TrackID", "Location", "Name", "Artist", "Genre", "Size", "TotalTime", "AverageBpm", "DateAdded", "BitRate"}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    folder = tmp_path / "Pioneer" / "rekordbox"
    folder.mkdir(parents=True)
    rows = [
        Row(id=str(n), path=f"/Users/dj/{n}.mp3", title=f"T{n}", artist="A", bpm=12800 * (n % 2)) for n in range(1, 9)
    ]
    return build_database(folder / "master.db", rows, encrypted=True)


@pytest.fixture
def writer(database: Path) -> Iterator[Path]:
    """Open a Rekordbox whose changes are in the log, in the middle of another one."""
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "PATH": ""},
    )
    assert child.stdout.readline() == b"ready\n"
    yield database
    child.communicate(b"\n", timeout=20)


async def export_all(talk: Talk) -> bytes:
    found = (await talk("search_tracks"))["tracks"]
    await talk("update_tracks", changes=[{"track_id": track["id"], "genre": "Techno"} for track in found])
    written = await talk("write_xml")
    assert written["tracks"] == 8
    return bytes_of(written)


def bytes_of(written: dict) -> bytes:
    return Path(written["path"]).read_bytes()


@pytest.mark.parametrize("era", ERAS)
async def test_only_what_was_read_goes_out(tmp_path: Path, database: Path, era: str) -> None:
    before = picture(database.parent)
    async with talking(tmp_path / "home", era, REKORDBOX_DB_PATH=str(database)) as talk:
        data = await export_all(talk)
    tags = re.findall(rb"<TRACK TrackID.*?/>", data)
    assert {name.decode() for tag in tags for name in re.findall(rb' (\w+)="', tag)} == READ
    assert [b"AverageBpm" in tag for tag in tags] == [n % 2 == 1 for n in range(1, 9)]  # 0 is "not analysed"
    assert picture(database.parent) == before


async def test_a_log_that_a_crash_left_is_read_and_left(tmp_path: Path, database: Path) -> None:
    crash_with_wal(database, ["UPDATE djmdContent SET Title = 'from the log'"], encrypted=True)
    before = picture(database.parent)
    async with talking(tmp_path / "home", REKORDBOX_DB_PATH=str(database)) as talk:
        assert (await export_all(talk)).count(b'Name="from the log"') == 8
    assert picture(database.parent) == before


async def test_an_open_rekordbox_is_read_and_left(tmp_path: Path, writer: Path) -> None:
    before = picture(writer.parent)
    async with talking(tmp_path / "home", REKORDBOX_DB_PATH=str(writer)) as talk:
        assert (await export_all(talk)).count(b'Name="from the log"') == 8
    assert picture(writer.parent) == before


async def test_rekordboxs_folder_takes_no_file_and_nobody_is_asked_about_one(tmp_path: Path, database: Path) -> None:
    before = picture(database.parent)
    async with talking(tmp_path / "home", REKORDBOX_DB_PATH=str(database)) as talk:
        await talk("update_tracks", changes=[{"track_id": "1", "genre": "Techno"}])
        inside = await talk.refused("write_xml", output_path=str(database.with_name("new.xml")))
        over = await talk.refused("write_xml", output_path=str(database))
    assert "belongs to Rekordbox" in inside
    assert "never overwritten" in over
    assert talk.person.questions == []
    assert picture(database.parent) == before
