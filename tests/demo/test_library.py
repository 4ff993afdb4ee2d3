"""The demo library is real music in a file as Rekordbox writes it, messy, and hides no answer."""

import re
import unicodedata
from pathlib import Path

import pytest

from rekurate.demo.facts import facts, playlists, references
from rekurate.demo.library import demo_library, track_id, write_demo_library
from rekurate.model import Library, TrackKind
from rekurate.rekordbox.door import RekordboxDoor
from rekurate.rekordbox.location import decode_location, encode_location
from rekurate.taxonomy import Verdict
from rekurate.taxonomy.compiled import compile_taxonomy

ORDER = [
    "TrackID",
    "Name",
    "Artist",
    "Composer",
    "Album",
    "Grouping",
    "Genre",
    "Kind",
    "Size",
    "TotalTime",
    "DiscNumber",
    "TrackNumber",
    "Year",
    "AverageBpm",
    "DateAdded",
    "BitRate",
    "SampleRate",
    "Comments",
    "PlayCount",
    "Rating",
    "Location",
    "Remixer",
    "Tonality",
    "Label",
    "Mix",
]
RECORD = re.compile(rb"<TRACK (TrackID=.*?)/?>", re.DOTALL)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return RekordboxDoor(xml=write_demo_library(tmp_path_factory.mktemp("library"))).read()


def test_it_is_the_same_file_every_time_and_never_written_over_another(tmp_path: Path) -> None:
    assert write_demo_library(tmp_path).read_bytes() == demo_library()
    with pytest.raises(FileExistsError):
        write_demo_library(tmp_path)


def test_every_record_has_rekordboxs_attributes_in_its_order_and_formats() -> None:
    content = demo_library()
    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\r\n\r\n<DJ_PLAYLISTS Version="1.0.0">\r\n')
    assert content.count(b"\n") == content.count(b"\r\n")
    records = RECORD.findall(content)
    for record in records:
        attributes = dict(re.findall(rb'(\w+)="([^"]*)"', record))
        names = [name.decode() for name in attributes]
        assert names in (ORDER, [*ORDER, "Colour"])
        assert re.fullmatch(rb"\d+\.\d\d", attributes[b"AverageBpm"])
        location = attributes[b"Location"].decode()
        assert encode_location(decode_location(location)) == location or location.startswith("file://localhostsound")
    assert len(records) == int(re.search(rb'COLLECTION Entries="(\d+)"', content)[1])


def test_it_reads_without_a_loss(library: Library) -> None:
    kinds = [track.kind for track in library.tracks]
    assert (kinds.count(TrackKind.SAMPLER), kinds.count(TrackKind.STREAMING)) == (4, 1)
    assert library.left_out == {}
    assert 180 <= kinds.count(TrackKind.FILE) <= 220
    assert len(library.by_id) == len(library.tracks) == len({track.location for track in library.tracks})
    assert all(0 < len(track.location) <= 255 for track in library.tracks)


def test_it_is_as_messy_as_a_real_one(library: Library) -> None:
    tracks = [track for track in library.tracks if track.kind is not TrackKind.SAMPLER]
    taxonomy = compile_taxonomy()
    verdicts = {taxonomy.resolve(track.genre).verdict for track in tracks if track.genre.strip()}
    assert verdicts == set(Verdict)
    assert 0.4 <= sum(not track.genre for track in tracks) / len(tracks) <= 0.5
    assert {"Dance", "Electronic", "Teck House", "Drum n Bas", "Drum & Bass "} <= {track.genre for track in tracks}
    assert any(not track.artist and re.match(r"\d\d .* - ", track.title) for track in tracks)
    assert any("❤" in track.title for track in tracks)
    assert any(track.title == "Крым" for track in tracks)
    assert any(not unicodedata.is_normalized("NFC", track.artist) for track in tracks)
    assert any(track.bpm == 0 for track in tracks)
    assert any(80 < track.bpm < 95 and "Drum" in track.genre for track in tracks)
    names = [(track.artist, track.title.strip()) for track in tracks]
    assert len(set(names)) < len(names)


def test_playlists_are_a_djs_tree_of_known_tracks(library: Library) -> None:
    paths = {playlist.path: len(playlist.track_ids) for playlist in library.playlists}
    assert {"Sets / 2014-08 Warehouse", "Mood / Warm up", "Genres / Old & empty", "To sort"} <= paths.keys()
    assert all(one in library.by_id for playlist in library.playlists for one in playlist.track_ids)


def test_no_ungenred_track_carries_its_genre(library: Library) -> None:
    """Neither its record nor a playlist named for a genre tells what the comparison table knows."""
    genres = next(node for node in playlists() if node["name"] == "Genres")
    named = {key for node in genres["folder"] for key in node["keys"]}
    ungenred = {fact.key for fact in facts() if not fact.genre.strip()}
    assert not named & ungenred
    assert references().keys() <= ungenred
    for key, genre in references().items():
        track = library.by_id[track_id(key)]
        assert genre.casefold() not in repr(track).casefold()
        assert not track.comments
