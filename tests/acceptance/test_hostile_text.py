"""Whatever a field holds, every track is reachable, every answer fits a client, and the file that comes out parses."""

from pathlib import Path

import pytest
from lxml import etree
from tests.support.rekordbox_db import Row, build_database
from tests.support.rekordbox_folder import picture
from tests.support.rekordbox_xml import library, record
from tests.support.talk import talking

pytestmark = pytest.mark.anyio
ODD = (
    "x" * 1000,
    "a\0b",
    "line\r\nbreak",
    "\u202eעברית",
    "😀🎛\ufe0f" * 300,
    "<b>&amp;\"'</b>",
    "\ttab",
    "  ",
    "\ufffe",
    "a\x01b",
    "{{7*7}} ${x} '; DROP TABLE staged--",
)
UNWRITABLE = ("a\0b", "\ufffe", "a\x01b")
LISTS = ("search_tracks", "resolve_tracks_data", "classify_tracks", "audit_genres", "preview_changes")
OPTIONS = {
    "resolve_tracks_data": {"format": "full"},
    "audit_genres": {"include_confirmed": True, "format": "full"},
    "preview_changes": {"format": "full"},
}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    (tmp_path / "rekordbox").mkdir()
    rows = [
        Row(
            id=str(n), path=f"/Music/{n}.mp3", title=text, artist=text, remixer=text, album=text, label=text,
            comment=text, key=text[:9], genre=text if n % 2 else None, bpm=0,
        )
        for n, text in enumerate(ODD * 12)
    ]  # fmt: skip
    return build_database(tmp_path / "rekordbox" / "master.db", rows, encrypted=True)


async def test_every_field_of_a_database(tmp_path: Path, database: Path) -> None:
    before, count = picture(database.parent), len(ODD) * 12
    async with talking(tmp_path / "home", REKORDBOX_DB_PATH=str(database)) as talk:
        assert (await talk("read_library"))["tracks"] == count
        await talk("suggest_normalizations", stage_aliases=True)
        await talk("classify_tracks", format="summary", all_pages=True, auto_stage=["high", "medium", "low"])
        ids = [track["id"] async for page in talk.pages("search_tracks") for track in page["tracks"]]
        assert sorted(ids, key=int) == [str(n) for n in range(count)]
        await talk("update_tracks", changes=[{"track_id": one, "genre": "Techno", "reason": "r" * 900} for one in ids])
        for tool in LISTS:
            pages = [page["page"] async for page in talk.pages(tool, **OPTIONS.get(tool, {}))]
            assert sum(page["returned"] for page in pages) == pages[0]["matched_tracks"]
        written = await talk("write_xml")
    assert written["left_out"] == {"damaged": 12 * len(UNWRITABLE)}
    collection = etree.parse(written["path"]).find("COLLECTION")
    names = {track.get("TrackID"): track.get("Name") for track in collection}
    assert names == {str(n): text for n, text in enumerate(ODD * 12) if text not in UNWRITABLE}
    assert picture(database.parent) == before


async def test_damage_in_an_xml_is_counted_and_stays_at_home(tmp_path: Path) -> None:
    good = library([record(TrackID=str(n), Name=f"T{n}") for n in range(1, 7)], entries="77").encode()
    bad = good.replace(b'Name="T1"', b'Name="T\x001"').replace(b'Name="T2"', b'Name="T&#1;2"')
    bad = bad.replace(b'Name="T3"', b'Name="T\xff3"').replace(b'TrackID="5"', b'TrackID="4"')
    xml = tmp_path / "rekordbox.xml"
    xml.write_bytes(bad)
    async with talking(tmp_path / "home", REKORDBOX_XML_PATH=str(xml)) as talk:
        warnings = (await talk("read_library"))["warnings"]
        assert [warning.split()[0] for warning in warnings] == ["3", "COLLECTION", "1"]
        ids = [track["id"] for track in (await talk("search_tracks"))["tracks"]]
        await talk("update_tracks", changes=[{"track_id": one, "genre": "Techno"} for one in ids])
        written = await talk("write_xml")
    assert (written["tracks"], written["left_out"]) == (1, {"damaged": 3, "duplicate_id": 2})
    assert xml.read_bytes() == bad
