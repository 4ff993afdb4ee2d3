import json
import os
from pathlib import Path

import pytest
from tests.test_places import refusing

from rekurate.errors import LibraryNotFound
from rekurate.rekordbox.find import Places, System, find_libraries, not_found


def put(path: Path, text: str = "x", *, age: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    return path


def system(home: Path, platform: str = "darwin") -> System:
    return System(platform, home, {"APPDATA": str(home / "Roaming")})


SETTINGS = {"darwin": "Library/Application Support/Pioneer", "win32": "Roaming/Pioneer"}
DEFAULT = {"darwin": "Library/Pioneer/rekordbox/master.db", "win32": "Roaming/Pioneer/rekordbox/master.db"}
BOTH = pytest.mark.parametrize("platform", ["darwin", "win32"])


@BOTH
def test_the_default_folder_of_each_system_is_found(tmp_path: Path, platform: str) -> None:
    database = put(tmp_path / DEFAULT[platform])
    assert find_libraries(None, None, system(tmp_path, platform)).database == database


@BOTH
def test_the_agents_options_lead_to_a_library_on_another_drive(tmp_path: Path, platform: str) -> None:
    moved = put(tmp_path / "Volumes/USB/master.db")
    options = {"options": [["db-path", str(moved)], ["port", "1"]]}
    put(tmp_path / SETTINGS[platform] / "rekordboxAgent/storage/options.json", json.dumps(options))
    assert find_libraries(None, None, system(tmp_path, platform)).database == moved


@BOTH
@pytest.mark.parametrize("version", ["rekordbox6", "rekordbox7"])
def test_the_settings_file_leads_to_it_too(tmp_path: Path, platform: str, version: str) -> None:
    moved = put(tmp_path / "R&B d'é/master.db")
    written = str(moved.parent).replace("&", "&amp;").replace("é", "&#233;")
    text = f'<PROPERTIES><VALUE name="masterDbDirectory" val="{written}"/></PROPERTIES>'
    put(tmp_path / SETTINGS[platform] / version / "rekordbox3.settings", text)
    assert find_libraries(None, None, system(tmp_path, platform)).database == moved


@pytest.mark.parametrize(
    "options", ["", "[]", "{}", '{"options": 3}', '{"options": [["db-path", 5]]}', '{"options": [[1]]}']
)
def test_options_that_cannot_be_read_are_passed_over(tmp_path: Path, options: str) -> None:
    put(tmp_path / SETTINGS["darwin"] / "rekordboxAgent/storage/options.json", options)
    database = put(tmp_path / DEFAULT["darwin"])
    assert find_libraries(None, None, system(tmp_path)).database == database


def test_of_two_libraries_the_one_in_use_is_taken(tmp_path: Path) -> None:
    old = put(tmp_path / "old/master.db", age=1000)
    put(
        tmp_path / SETTINGS["darwin"] / "rekordboxAgent/storage/options.json",
        json.dumps({"options": [["db-path", str(old)]]}),
    )
    new = put(tmp_path / DEFAULT["darwin"])
    found = find_libraries(None, None, system(tmp_path))
    assert (found.database, found.others) == (new, (old,))
    put(tmp_path / "old/master.db-wal", age=-1000)
    found = find_libraries(None, None, system(tmp_path))
    assert (found.database, found.others) == (old, (new,))
    assert find_libraries(new, None, system(tmp_path)).others == ()


def test_a_database_that_is_reached_on_two_ways_is_one(tmp_path: Path) -> None:
    database = put(tmp_path / "Cloud/rekordbox/master.db")
    linked = tmp_path / DEFAULT["darwin"]
    linked.parent.parent.mkdir(parents=True)
    linked.parent.symlink_to(database.parent)
    options = json.dumps({"options": [["db-path", str(database)]]})
    put(tmp_path / SETTINGS["darwin"] / "rekordboxAgent/storage/options.json", options)
    assert find_libraries(None, None, system(tmp_path)).others == ()


def test_the_log_that_counts_lies_where_a_link_leads(tmp_path: Path) -> None:
    used = put(tmp_path / "Cloud/master.db", age=1000)
    put(tmp_path / "Cloud/master.db-wal", age=-1000)
    link = tmp_path / DEFAULT["darwin"]
    link.parent.mkdir(parents=True)
    link.symlink_to(used)
    options = json.dumps({"options": [["db-path", str(put(tmp_path / "other/master.db"))]]})
    put(tmp_path / SETTINGS["darwin"] / "rekordboxAgent/storage/options.json", options)
    assert find_libraries(None, None, system(tmp_path)).database == link


def test_windows_without_appdata_is_looked_for_below_home(tmp_path: Path) -> None:
    database = put(tmp_path / "AppData/Roaming/Pioneer/rekordbox/master.db")
    assert find_libraries(None, None, System("win32", tmp_path, {})).database == database


def test_an_exported_xml_is_found_where_people_put_it(tmp_path: Path) -> None:
    put(tmp_path / "Desktop/rekordbox.xml", age=9)
    newest = put(tmp_path / "Documents/rekordbox.xml")
    assert find_libraries(None, None, system(tmp_path, "linux")).xml == newest


def test_documents_that_windows_keeps_in_onedrive_are_looked_through(tmp_path: Path) -> None:
    xml = put(tmp_path / "OneDrive/Documents/rekordbox.xml")
    there = {"APPDATA": str(tmp_path / "Roaming"), "OneDrive": str(tmp_path / "OneDrive")}
    assert find_libraries(None, None, System("win32", tmp_path, there)).xml == xml
    assert find_libraries(None, None, System("win32", tmp_path, {})).xml == xml
    assert find_libraries(None, None, System("darwin", tmp_path, there)).xml is None


def test_a_database_on_a_drive_that_is_not_there_is_told_beside_the_one_that_is(tmp_path: Path) -> None:
    old, away = put(tmp_path / DEFAULT["darwin"]), tmp_path / "Volumes/DJ/master.db"
    options = json.dumps({"options": [["db-path", str(away)]]})
    put(tmp_path / SETTINGS["darwin"] / "rekordboxAgent/storage/options.json", options)
    found = find_libraries(None, None, system(tmp_path))
    assert (found.database, found.away) == (old, away)
    assert find_libraries(old, None, system(tmp_path)).away is None
    assert find_libraries(None, None, system(tmp_path, "linux")).away is None
    put(away)
    assert find_libraries(None, None, system(tmp_path)).away is None


def test_a_named_path_is_taken_and_said_to_be_named(tmp_path: Path) -> None:
    put(tmp_path / DEFAULT["darwin"])
    database, xml = put(tmp_path / "a.db"), put(tmp_path / "b.xml")
    here = system(tmp_path)
    assert find_libraries(database, xml, here) == Places(database, xml, (database, xml), ("database", "xml"))
    assert find_libraries(None, xml, here).named == ("xml",)
    assert find_libraries(None, xml, here).database == tmp_path / DEFAULT["darwin"]


def test_a_named_folder_means_the_library_in_it(tmp_path: Path) -> None:
    database = put(tmp_path / "folder/master.db")
    assert find_libraries(tmp_path / "folder", None, system(tmp_path)).database == database


@pytest.mark.parametrize(
    ("named", "setting"),
    [((Path("/no/master.db"), None), "REKORDBOX_DB_PATH"), ((None, Path("/no/x.xml")), "REKORDBOX_XML_PATH")],
)
def test_a_named_path_that_is_not_there_names_its_setting(
    tmp_path: Path, named: tuple[Path | None, Path | None], setting: str
) -> None:
    with pytest.raises(LibraryNotFound, match=f"does not exist. Correct {setting}, or unset it"):
        find_libraries(*named, system(tmp_path))


def test_a_folder_that_may_not_be_entered_hides_no_library_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = put(tmp_path / DEFAULT["darwin"])
    put(tmp_path / "Documents/rekordbox.xml")
    refusing(monkeypatch, tmp_path / "Documents")
    found = find_libraries(None, None, system(tmp_path))
    assert (found.database, found.xml) == (database, None)


@pytest.mark.parametrize("name", ["x.xml", "n" * 300 + ".xml"])
def test_a_named_path_that_cannot_be_seen_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / "shut").mkdir()
    refusing(monkeypatch, tmp_path / "shut")
    with pytest.raises(LibraryNotFound, match=r"cannot be seen \(.+\)\. Let Rekurate read .* REKORDBOX_XML_PATH"):
        find_libraries(None, tmp_path / "shut" / name, system(tmp_path))


def test_the_home_of_nobody_is_not_there() -> None:
    with pytest.raises(LibraryNotFound, match=r"does not exist\. Correct REKORDBOX_XML_PATH"):
        find_libraries(None, Path("~nobody-of-that-name/x.xml"), system(Path("/nowhere")))


def test_nothing_found_says_where_we_looked_and_what_to_set(tmp_path: Path) -> None:
    text = str(not_found(find_libraries(None, None, system(tmp_path))))
    assert str(tmp_path / DEFAULT["darwin"]) in text
    assert str(tmp_path / "Documents/rekordbox.xml") in text
    assert "Set REKORDBOX_DB_PATH" in text
    assert "set REKORDBOX_XML_PATH" in text
