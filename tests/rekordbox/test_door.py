import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.support.rekordbox_db import Row, build_database
from tests.support.rekordbox_folder import crash_with_wal, picture
from tests.support.rekordbox_xml import record, write_library

from rekurate.errors import LibraryNotFound
from rekurate.rekordbox.door import RekordboxDoor
from rekurate.rekordbox.find import Places


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Build a database of one track."""
    return build_database(tmp_path / "master.db", [Row(title="From the database")])


@pytest.fixture
def xml(tmp_path: Path) -> Path:
    """Write an XML of one track."""
    return write_library(tmp_path / "library.xml", record(Name="From the XML"))


OLDER = (
    "The XML is older than {}: what changed in Rekordbox since is not in it, and importing it would bring old values "
    "back. Export the collection again before staging changes."
)


def title(door: RekordboxDoor) -> str:
    return door.read().tracks[0].title


def test_a_named_xml_is_read(xml: Path) -> None:
    assert title(RekordboxDoor(xml=xml)) == "From the XML"


def test_with_both_named_the_database_is_the_truth_and_says_so(database: Path, xml: Path) -> None:
    door = RekordboxDoor(database, xml)
    assert title(door) == "From the database"
    assert door.read().warnings[0].startswith("REKORDBOX_DB_PATH wins over REKORDBOX_XML_PATH")


def test_which_insists(database: Path, xml: Path) -> None:
    assert title(RekordboxDoor(database, xml, which="xml")) == "From the XML"
    assert title(RekordboxDoor(database, xml, which="database")) == "From the database"
    with pytest.raises(LibraryNotFound):
        RekordboxDoor(which="xml", find=lambda: Places(database, None, ())).read()


def test_a_named_xml_wins_over_a_found_database_and_a_found_database_over_a_found_xml(
    database: Path, xml: Path
) -> None:
    assert title(RekordboxDoor(find=lambda: Places(database, xml, (), ("xml",)))) == "From the XML"
    assert title(RekordboxDoor(find=lambda: Places(database, xml, ()))) == "From the database"
    assert title(RekordboxDoor(find=lambda: Places(None, xml, ()))) == "From the XML"


def test_an_xml_older_than_the_database_is_warned_about(database: Path, xml: Path) -> None:
    places = Places(database, xml, (), ("xml",))
    os.utime(database, (1_700_000_000, 1_700_000_000))
    assert RekordboxDoor(find=lambda: places).read().warnings == ()
    os.utime(xml, (1_600_000_000, 1_600_000_000))
    assert RekordboxDoor(find=lambda: places).read().warnings == (OLDER.format(database),)


def test_a_database_that_is_not_the_one_rekordbox_uses_is_warned_about(tmp_path: Path, database: Path) -> None:
    places = Places(database, None, (), (), tmp_path / "gone/master.db")
    warnings = RekordboxDoor(find=lambda: places).read().warnings
    assert [warning for warning in warnings if "gone/master.db, which is not there now" in warning]


def test_another_database_that_was_found_is_named(tmp_path: Path, database: Path) -> None:
    places = Places(database, None, (), others=(tmp_path / "old/master.db",))
    (said,) = RekordboxDoor(find=lambda: places).read().warnings
    assert said == (
        f"There are other Rekordbox databases: {tmp_path / 'old/master.db'}. The one that changed last is read; if you "
        "mean another, set REKORDBOX_DB_PATH to it."
    )


def test_nothing_at_all_is_an_error_with_the_places_looked_at(tmp_path: Path) -> None:
    with pytest.raises(LibraryNotFound, match="Set REKORDBOX_DB_PATH"):
        RekordboxDoor(find=lambda: Places(None, None, (tmp_path / "master.db",))).read()


@pytest.mark.parametrize("which", ["database", "xml"])
def test_the_snapshot_is_kept_while_the_file_stays_the_same(database: Path, xml: Path, which: str) -> None:
    door = RekordboxDoor(database, xml, which)
    assert door.read() is door.read()


def test_a_new_log_entry_and_a_new_export_are_seen(database: Path, xml: Path) -> None:
    door, other = RekordboxDoor(database), RekordboxDoor(xml=xml)
    once, first = door.read(), other.read()
    crash_with_wal(database, ["UPDATE djmdContent SET Title = 'Renamed'"])
    write_library(xml, record(Name="Exported again"))
    assert (title(door), title(other)) == ("Renamed", "Exported again")
    assert door.read().source.stamp != once.source.stamp
    assert (door.read().source.library_id, other.read().source.library_id) == (
        once.source.library_id,
        first.source.library_id,
    )


def test_a_link_to_a_database_is_read_with_the_log_beside_the_file(tmp_path: Path, database: Path) -> None:
    link = tmp_path / "elsewhere" / "master.db"
    link.parent.mkdir()
    link.symlink_to(database)
    door = RekordboxDoor(link)
    assert (title(door), door.read().source.path) == ("From the database", database)
    crash_with_wal(database, ["UPDATE djmdContent SET Title = 'Renamed'"])
    assert title(door) == "Renamed"


def test_a_link_that_leads_elsewhere_by_now_is_followed_there(tmp_path: Path, database: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(database)
    door = RekordboxDoor(link)
    door.read()
    link.unlink()
    link.symlink_to(build_database(tmp_path / "other.db", [Row(title="Another library")]))
    assert title(door) == "Another library"


def test_libraries_at_different_places_have_different_ids(tmp_path: Path, xml: Path) -> None:
    other = write_library(tmp_path / "other.xml", record())
    assert RekordboxDoor(xml=xml).read().source.library_id != RekordboxDoor(xml=other).read().source.library_id


def test_a_library_that_moved_is_looked_for_again(tmp_path: Path, database: Path) -> None:
    moved = tmp_path / "moved.db"
    door = RekordboxDoor(find=lambda: Places(moved if moved.exists() else database, None, ()))
    door.read()
    database.rename(moved)
    assert door.read().source.path == moved


def test_many_threads_share_one_reading_and_the_folder_stays_as_it_is(tmp_path: Path, database: Path) -> None:
    before = picture(tmp_path)
    door = RekordboxDoor(database)
    with ThreadPoolExecutor(8) as pool:
        libraries = list(pool.map(lambda _: door.read(), range(32)))
    assert all(library is libraries[0] for library in libraries)
    assert picture(tmp_path) == before


def test_making_a_door_loads_nothing_heavy() -> None:
    heavy = ("lxml", "sqlcipher3", "pyrekordbox")
    code = (
        "import sys; from rekurate.rekordbox.door import RekordboxDoor; RekordboxDoor()\n"
        "import rekurate.rekordbox.export, rekurate.rekordbox.verify, rekurate.rekordbox.guide\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert out.stdout == "[]\n"
