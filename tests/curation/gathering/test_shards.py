from tests.support.library import make_track

from rekurate.curation.gathering.shards import shards


def test_tracks_of_one_album_stay_together() -> None:
    tracks = [make_track(id=str(n), album=f"Album {n % 3}") for n in range(12)]
    parts = shards(tracks, 2)
    assert sorted(track.id for part in parts for track in part) == sorted(track.id for track in tracks)
    assert all(not {t.album for t in parts[0]} & {t.album for t in other} for other in parts[1:])


def test_there_are_no_more_parts_than_albums() -> None:
    assert len(shards([make_track(id="1"), make_track(id="2")], 8)) == 1


def test_an_album_written_in_several_ways_is_one() -> None:
    names = ("Glass Tide", "GLASS TIDE EP", "Glass Tide (Deluxe Edition)", "Glass Tide - Single", "Glass Tide [QH 012]",
             "Orla Quist - Glass Tide", "Glass Tide CD1")  # fmt: skip
    tracks = [make_track(id=name, album=name, artist="Orla Quist") for name in names]
    assert len(shards(tracks, 4)) == 1


def test_an_album_of_signs_alone_is_an_album() -> None:
    assert (
        len(shards([make_track(id="1", album="(((", artist="A"), make_track(id="2", album="???", artist="")], 4)) == 2
    )
