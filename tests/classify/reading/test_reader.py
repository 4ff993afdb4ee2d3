from tests.support.library import make_playlist, make_track
from tests.support.taxonomy import FakeTaxonomy

from rekurate.classify.clues import Clues, groups_of, rows_of
from rekurate.classify.kinds import KIND_NAMES
from rekurate.classify.reading.reader import TrackReader
from rekurate.model import Playlist, Track


def read(reader: TrackReader, tracks: list[Track]) -> list[Clues]:
    return rows_of(reader.read_columns(tracks), len(tracks))


def clues_of(track: Track, *playlists: Playlist) -> dict[str, list[str]]:
    reader = TrackReader(FakeTaxonomy(), playlists)
    found: dict[str, list[str]] = {}
    for kind, numbers in groups_of(read(reader, [track, track])[0]):
        found.setdefault(KIND_NAMES[kind], []).extend(reader.book.values[number] for number in numbers)
    return found


def test_every_field_of_a_track_becomes_clues_but_its_genre() -> None:
    track = make_track(
        artist="Mira Vale",
        title="Deep House Nights",
        label="Night Groove",
        album="Hours",
        comments="late set",
        year=2021,
        added="2024-03-01",
        color="0xFF0000",
        location="/Music/Techno/a.mp3",
        genre="Country",
        my_tags=("Mood/Dark",),
    )
    playlist = make_playlist("Peak dnb", (track.id,))
    assert clues_of(track, playlist) == {
        "playlist": ["Peak dnb"],
        "playlist_genre": ["Drum & Bass"],
        "artist": ["mira vale"],
        "artist_word": ["mira", "vale"],
        "label": ["night groove"],
        "known_label": ["Deep House"],
        "album": ["hours"],
        "folder": ["/Music/Techno", "/Music"],
        "folder_genre": ["Techno"],
        "comment": ["late set"],
        "comment_word": ["late", "set"],
        "added": ["2024-03-01"],
        "year": ["505"],
        "color": ["0xff0000"],
        "my_tag": ["Mood/Dark"],
        "title_word": ["deep", "house", "nights"],
        "title_genre": ["Deep House"],
    }


def test_a_remix_speaks_through_its_remixer_and_less_through_the_artist() -> None:
    found = clues_of(make_track(title="A (Otto Bly Remix)", artist="Mira Vale", location=""))
    assert (found["remixer"], found["remixed_artist"], "artist" in found) == (["otto bly"], ["mira vale"], False)


def test_a_remixer_is_counted_as_the_artist_of_the_same_name() -> None:
    reader = TrackReader(FakeTaxonomy(), ())
    tracks = [make_track(title="A (Otto Bly Remix)"), make_track(title="B", artist="Otto Bly")]
    remix, own = (dict(groups_of(clues)) for clues in read(reader, tracks))
    assert remix[KIND_NAMES.index("remixer")] == own[KIND_NAMES.index("artist")]


def test_an_empty_track_has_no_clues() -> None:
    bare = make_track(title="", artist="", added="", location="")
    assert clues_of(bare) == {}


def test_a_hostile_track_is_read_like_any_other() -> None:
    found = clues_of(make_track(title="\x00" + "ab " * 400, artist="\u202e" * 5, comments="\n\x00\t", location="////"))
    assert found["title_word"] == ["ab"]


def test_the_same_folder_is_one_part_for_all_its_tracks() -> None:
    reader = TrackReader(FakeTaxonomy(), ())
    tracks = [make_track(id=n, title="", artist="", location="/M/a.mp3", added="") for n in "12"]
    first, second = read(reader, tracks)
    assert first[0] is second[0]


def test_no_tracks_have_no_clues() -> None:
    assert read(TrackReader(FakeTaxonomy(), ()), []) == []


def test_a_broad_current_genre_narrows_to_what_it_spans() -> None:
    reader = TrackReader(FakeTaxonomy(), ())
    groups = [group for part in reader.read_current("Dance") for group in part.groups]
    assert [[reader.book.values[n] for n in numbers] for _, numbers in groups] == [["House", "Techno"]]


def test_a_broad_current_genre_that_spans_nothing_says_nothing() -> None:
    assert TrackReader(FakeTaxonomy(), ()).read_current("edm") == ()
