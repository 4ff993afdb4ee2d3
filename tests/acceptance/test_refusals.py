"""What cannot be is refused with a sentence that says what was wrong and what to do; a hostile client gets nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.rekordbox_db import Row, build_database, connect
from tests.support.rekordbox_folder import picture
from tests.support.rekordbox_xml import library, record
from tests.support.talk import crates_xml, talking
from tests.support.tool import ERAS

pytestmark = pytest.mark.anyio
XML = library([record(TrackID=str(n)) for n in range(1, 9)]).encode()


def other_key(path: Path) -> None:
    connection = connect(path)
    connection.execute("PRAGMA key = 'somebody else'")
    connection.execute("CREATE TABLE djmdContent (ID)")
    connection.commit()
    connection.close()


def half_copied(path: Path) -> None:
    build_database(path, [Row(id=str(n)) for n in range(2000)], encrypted=True)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


BROKEN: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "wrong key": ("master.db", other_key, "cannot be opened with Rekordbox's key"),
    "half copied": ("master.db", half_copied, "copy the file again"),
    "half an XML": ("rekordbox.xml", lambda path: path.write_bytes(XML[: len(XML) // 2]), "ends in the middle"),
    "DOCTYPE": (
        "rekordbox.xml",
        lambda path: path.write_bytes(XML.replace(b"<DJ_PLAYLISTS", b"<!DOCTYPE x><DJ_PLAYLISTS", 1)),
        "carries a DOCTYPE",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
async def test_a_broken_library_is_told_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    file, broken, text = BROKEN[name]
    folder = tmp_path / "library"
    folder.mkdir()
    broken(folder / file)
    before = picture(folder)
    setting = "REKORDBOX_DB_PATH" if file == "master.db" else "REKORDBOX_XML_PATH"
    async with talking(tmp_path / "home", **{setting: str(folder / file)}) as talk:
        assert text in await talk.refused("read_library")
        assert text in await talk.refused("classify_tracks")
        assert text in await talk.refused("write_xml")
    assert picture(folder) == before


async def test_an_empty_library_is_told_and_every_tool_answers(tmp_path: Path) -> None:
    xml = tmp_path / "rekordbox.xml"
    xml.write_bytes(library([]).encode())
    async with talking(tmp_path / "home", REKORDBOX_XML_PATH=str(xml)) as talk:
        assert "holds no tracks" in (await talk("read_library"))["warnings"][0]
        for tool in ("search_tracks", "classify_tracks", "audit_genres", "enrich_tracks", "analyze_audio_batch"):
            assert (await talk(tool))["page"]["matched_tracks"] == 0
        assert (await talk("evaluate_classifier"))["measured"] == 0
        assert "Nothing is staged" in await talk.refused("write_xml")
        assert "write_xml makes" in await talk.refused("verify_import")


async def test_every_tool_refuses_an_unknown_argument_by_its_name(tmp_path: Path) -> None:
    xml = crates_xml(tmp_path / "rekordbox.xml")
    async with talking(tmp_path / "home", REKORDBOX_XML_PATH=str(xml)) as talk:
        tools = (await talk.client.list_tools()).tools
        for tool in tools:
            assert "unknown argument 'aproved'" in await talk.refused(tool.name, aproved=True)
    assert len(tools) == 21


@pytest.mark.parametrize("era", ERAS)
async def test_a_client_without_a_person_exports_nothing(tmp_path: Path, era: str) -> None:
    xml = crates_xml(tmp_path / "rekordbox.xml")
    async with talking(tmp_path / "home", era, asked=False, REKORDBOX_XML_PATH=str(xml)) as talk:
        await talk("update_tracks", changes=[{"track_id": "300", "genre": "House"}])
        digest = (await talk("preview_changes"))["staged_digest"]
        for arguments in ({}, {"staged_digest": digest}, {"output_path": str(tmp_path / "mine.xml")}):
            assert "rekurate review" in await talk.refused("write_xml", **arguments)
        for forged in ({"reply": {"decision": "approve", "count": 1}}, {"approved": True}, {"door": "terminal"}):
            assert "unknown argument" in await talk.refused("write_xml", **forged)
        assert (await talk("preview_changes"))["approved"] == 0
    assert xmls(tmp_path) == [xml]


def xmls(folder: Path) -> list[Path]:
    return list(folder.rglob("*.xml"))
