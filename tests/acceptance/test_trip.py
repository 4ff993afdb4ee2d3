"""The sentence "classify genres for my ungenred tracks", walked by an agent over real pipes in both eras."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree
from tests.support.rekordbox_folder import picture
from tests.support.talk import Talk, crates_xml, talking
from tests.support.tool import ERAS

pytestmark = pytest.mark.anyio
WHOLE = {"format": "summary", "all_pages": True}


@pytest.mark.parametrize("era", ERAS)
async def test_the_whole_trip(tmp_path: Path, era: str) -> None:
    xml = crates_xml(tmp_path / "library" / "rekordbox.xml")
    before = picture(xml.parent)
    async with talking(tmp_path / "home", era, REKORDBOX_XML_PATH=str(xml)) as talk:
        await read(talk)
        await nothing_is_configured(talk)
        await propose(talk)
        exported = await stage_and_export(talk, xml)
        await import_and_verify(talk, xml, exported, tmp_path)
        assert picture(xml.parent) == before
        await take_back(talk, exported)
    assert picture(xml.parent) == before


async def read(talk: Talk) -> None:
    library = await talk("read_library")
    assert (library["tracks"], library["without_genre"], library["source"]["kind"]) == (300, 60, "xml")
    assert library["genres"]["alias"]["top"] == [{"text": "D'n'B", "count": 40, "genre": "Drum & Bass"}]
    met = [track["id"] async for page in talk.pages("search_tracks", max_tracks=70) for track in page["tracks"]]
    assert (len(met), len(set(met))) == (300, 300)


async def nothing_is_configured(talk: Talk) -> None:
    coverage = await talk("cache_coverage", has_genre=False)
    assert {one["source"] for one in coverage["sources"] if not one["configured"]} >= {"discogs", "beatport", "lastfm"}
    asked = await talk("enrich_tracks", has_genre=False, providers=["discogs", "file_tags"], max_tracks=3)
    assert "DISCOGS_TOKEN" in asked["not_asked"]["discogs"]
    assert [one["failed"] for one in asked["sources"]] == [3]  # no such files: failures by track, never "no match"
    assert "REKURATE_PATH_MAP" in asked["failures"][0]["reason"]


async def propose(talk: Talk) -> None:
    summary = await talk("classify_tracks", **WHOLE)
    assert summary["summary"]["total"] == 60
    for form in ("compact", "full"):
        rows = [row["id"] async for page in talk.pages("classify_tracks", format=form) for row in page["results"]]
        assert (len(rows), len(set(rows))) == (60, 60)
    undecided = Counter(summary["summary"]["by_confidence"])
    await dispatch(talk, undecided["low"] + undecided["insufficient"])
    audited = await talk("audit_genres", **WHOLE)
    assert audited["summary"]["total"] == 240
    for holdout in ("artist", "random"):
        measured = await talk("evaluate_classifier", holdout=holdout)
        assert measured["measured"] == 240
        assert all(tier["n"] == 0 or 0 <= tier["interval"][0] <= tier["precision"] for tier in measured["tiers"])


async def dispatch(talk: Talk, undecided: int) -> None:
    """Every undecided track is in exactly one batch; an artist of ten tracks or more is a batch alone."""
    whole = await talk("classify_tracks", format="dispatch", all_pages=True, has_genre=False)
    assert whole["dispatch_stats"]["total_tracks"] == undecided
    met: list[str] = []
    for batch in whole["batches"]:
        answer = await talk("classify_tracks", format="dispatch", dispatch_batch=batch["batch"])
        sizes = [artist["track_count"] for artist in answer["artists"]]
        assert sum(sizes) == batch["tracks"] <= 50
        assert max(sizes) < 10 or len(sizes) == 1
        met += [track["id"] for artist in answer["artists"] for track in artist["tracks"]]
    assert len(met) == len(set(met)) == undecided
    assert "counted from 1" in await talk.refused("classify_tracks", format="dispatch", dispatch_batch=999)


async def stage_and_export(talk: Talk, xml: Path) -> dict:
    named = await talk("suggest_normalizations", stage_aliases=True)
    assert named["staging"]["staged"] == 40
    staged = (await talk("classify_tracks", **WHOLE, auto_stage=["high", "medium", "low"]))["staging"]
    assert staged["total_pending"] == 40 + staged["staged"]
    rows = [{"track_id": "241", "genre": 'Dub "&" <Techno>', "rating": 4}, {"track_id": "nobody", "genre": "House"}]
    assert "nobody" in await talk.refused("update_tracks", changes=rows)
    assert (await talk("preview_changes"))["total_pending"] == staged["total_pending"]
    await talk("lock_tracks", track_ids=["300"], locked=True)
    assert "is locked" in await talk.refused("update_tracks", changes=[{"track_id": "300", "genre": "House"}])
    old = (await talk("preview_changes"))["staged_digest"]
    await talk("update_tracks", changes=rows[:1])
    assert "preview_changes" in await talk.refused("write_xml", staged_digest=old)
    preview = await talk("preview_changes")
    exported = await talk("write_xml", staged_digest=preview["staged_digest"])
    assert len(talk.person.questions) == 1
    assert exported["changes"] == preview["changes"]
    only_the_staged_attributes_differ(xml, exported)
    return exported


def only_the_staged_attributes_differ(xml: Path, exported: dict) -> None:
    path = Path(exported["path"])
    assert hashlib.sha256(path.read_bytes()).hexdigest() == exported["sha256"]
    document = etree.parse(path)
    collection, lists = document.find("COLLECTION"), document.findall(".//NODE[@Type='1']")
    ids = [track.get("TrackID") for track in collection]
    assert (collection.get("Entries"), len(ids)) == (str(exported["tracks"]), exported["tracks"])
    assert [(node.get("Name"), [one.get("Key") for one in node]) for node in lists] == [(exported["playlist"], ids)]
    originals, copies = opening_tags(xml), opening_tags(path)
    assert {name: unstaged(tag) for name, tag in copies.items()} == {name: unstaged(originals[name]) for name in copies}
    assert b'Genre="Dub &quot;&amp;&quot; &lt;Techno&gt;"' in copies[b"241"]


def opening_tags(path: Path) -> dict[bytes, bytes]:
    tags = re.findall(rb"(?s)<TRACK TrackID=.*?>", path.read_bytes())
    return {re.search(rb'TrackID="(\d+)"', tag)[1]: tag for tag in tags}


def unstaged(tag: bytes) -> bytes:
    return re.sub(rb'(Genre|Rating)="[^"]*"', rb"\1", tag).rstrip(b"/>")


async def import_and_verify(talk: Talk, xml: Path, exported: dict, folder: Path) -> None:
    assert (await talk("verify_import"))["counts"] == {"not_applied": exported["tracks"]}
    imported = as_rekordbox_would_import(xml, Path(exported["path"]), folder / "imported.xml")
    verified = await talk("verify_import", library_path=str(imported))
    assert verified["counts"] == {"applied": exported["tracks"]}


def as_rekordbox_would_import(xml: Path, exported: Path, after: Path) -> Path:
    library, copies = xml.read_bytes(), opening_tags(exported)
    for number, tag in opening_tags(xml).items():
        if number in copies:
            library = library.replace(tag, copies[number].removesuffix(b"/>") + b">")
    after.write_bytes(library)
    return after


async def take_back(talk: Talk, exported: dict) -> None:
    undone = await talk("undo_export", export_id=exported["export_id"])
    assert undone["staged"] == exported["changes"]
    again = await talk("write_xml", staged_digest=(await talk("preview_changes"))["staged_digest"])
    assert again["path"] != exported["path"]
    assert again["playlist"] != exported["playlist"]
    history = await talk("list_exports")
    assert [one["export_id"] for one in history["exports"]] == [again["export_id"], exported["export_id"]]
