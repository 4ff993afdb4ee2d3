import random
from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_playlist, make_track

from rekurate.curation.finding.find import Found, Page, page_of, select, select_in_scope
from rekurate.curation.finding.selection import Selection
from rekurate.errors import BadRequest
from rekurate.model import Field, Observation, Outcome, StagedChange, Track, TrackKind

TRACKS = (
    make_track(id="1", title="Zebra", artist="Ana Lía", genre="House", label="Night Groove", bpm=126.0, rating=3),
    make_track(id="2", title="aether", artist="Björk Mönch", genre="", key="Am", bpm=87.5, added="2024-05-31"),
    make_track(id="3", title="Äther", artist="ana lia", genre="My Own", key="A#m", bpm=0.0, added=""),
    make_track(id="4", title="Солнце", artist="Кино", genre="dnb", album="Ночь", bpm=174.0, added="2023-12-31"),
    make_track(id="5", title="One Shot", artist="rekordbox", kind=TrackKind.SAMPLER, location="/Sampler/kick.wav"),
    make_track(id="6", title="Stream", artist="Ana Lía", kind=TrackKind.STREAMING, location="soundcloud:tracks:1"),
    make_track(id="7", title="Loop  Samples", artist="", genre="  ", location="C:/Müsic/Old/loop.wav"),
)


def ids(tracks: tuple[Track, ...] = TRACKS, **wanted: object) -> list[str]:
    return [track.id for track in select(make_desk(tracks), Selection(**wanted)).tracks]


def refusal(**wanted: object) -> str:
    library = make_library(
        *TRACKS,
        playlists=(
            make_playlist("Warm up", ("1",), id="10"),
            make_playlist("Peak", ("2",), id="11", path="2023 / Peak"),
            make_playlist("Peak", ("3",), id="12", path="2024 / Peak"),
        ),
    )
    with pytest.raises(BadRequest) as caught:
        select(make_desk(library), Selection(**wanted))
    return str(caught.value)


def test_the_order_is_folded_title_then_artist_then_id() -> None:
    twins = tuple(make_track(id=n, title="Äther", artist=a) for n, a in (("9", "a"), ("8", "b"), ("10", "B")))
    assert ids(TRACKS) == ["2", "3", "7", "6", "1", "4"]
    assert ids(twins) == ["9", "10", "8"]


def test_the_order_does_not_depend_on_how_the_file_is_ordered() -> None:
    shuffled = list(TRACKS)
    random.Random(3).shuffle(shuffled)
    assert ids(tuple(shuffled)) == ids(TRACKS)


def test_few_of_many_tracks_stand_in_the_same_order_as_all() -> None:
    many = tuple(make_track(id=str(n), title=f"T{99 - n}", label="few" if n < 13 else "") for n in range(10, 50))
    assert ids(many, label="few") == ["12", "11", "10"] == ids(many)[-3:]


def test_the_order_does_not_depend_on_what_is_staged_or_cached(tmp_path: Path) -> None:
    desk = make_desk(TRACKS, tmp_path)
    before = select(desk, Selection())
    desk.store.journal.stage("library-1", [StagedChange("2", Field.GENRE, "", "House")])
    desk.store.evidence.record([Observation("rec:x", "discogs", Outcome.USABLE)])
    assert select(desk, Selection()) == before


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"artist": "ANA LIA"}, ["3", "6", "1"]),
        ({"title": "ATHER"}, ["3"]),
        ({"title": "ather "}, ["3"]),
        ({"title": "солн"}, ["4"]),
        ({"album": "НОЧЬ"}, ["4"]),
        ({"label": "groove"}, ["1"]),
        ({"genre": "HOU"}, ["1"]),
        ({"query": "lia ather"}, ["3"]),
        ({"query": "ana"}, ["3", "6", "1"]),
        ({"query": "loop samples"}, ["7"]),
        ({"query": "Ana Lía - Äther"}, ["3"]),
        ({"query": "-"}, []),
        ({"query": "", "artist": " "}, ["2", "3", "7", "6", "1", "4"]),
        ({"key": "am"}, ["2"]),
        ({"key": " "}, ["2", "3", "7", "6", "1", "4"]),
        ({"bpm_min": 126}, ["1", "4"]),
        ({"bpm_max": 126}, ["2", "1"]),
        ({"bpm_min": 100, "bpm_max": 130}, ["1"]),
        ({"rating_min": 3}, ["1"]),
        ({"has_genre": False}, ["2", "7", "6"]),
        ({"has_genre": True}, ["3", "1", "4"]),
        ({"has_unknown_genre": True}, ["3"]),
        ({"has_unknown_genre": False}, ["2", "7", "6", "1", "4"]),
        ({"has_label": True}, ["1"]),
        ({"has_label": False}, ["2", "3", "7", "6", "4"]),
        ({"added_after": "2024-05-31"}, ["2"]),
        ({"added_after": "2024-05-31T23:00:00"}, ["2"]),
        ({"added_after": "20240531"}, ["2"]),
        ({"added_after": "2024-W22-5"}, ["2"]),
        ({"added_before": "2023-12-31"}, ["4"]),
        ({"added_before": " 2023-12-31T00:00:00+02:00 "}, ["4"]),
        ({"added_after": "2024-01-01", "added_before": "2024-05-30"}, ["7", "6", "1"]),
        ({"path_prefix": "c:\\MUSIC\\old"}, ["7"]),
        ({"path_prefix": "file://localhost/C:/M%c3%bcsic/"}, ["7"]),
        ({"path_prefix": "file:///c:/Müsic/old"}, ["7"]),
        ({"path_prefix": "file://localhost/Music/1"}, ["1"]),
        ({"include_samples": True, "artist": "rekordbox"}, ["5"]),
        ({"artist": "rekordbox"}, []),
    ],
    ids=str,
)
def test_filters_choose(wanted: dict[str, object], expected: list[str]) -> None:
    assert ids(TRACKS, **wanted) == expected


def test_filters_find_what_keyboards_have_no_key_for() -> None:
    tracks = (
        make_track(id="1", title="Søn Ænd", artist="Łukasz", location="//NAS/Mæd/1.mp3"),
        make_track(id="2", title="Don’t Stop", artist="Ðorđe"),
        make_track(id="3", title="Don't Go", artist="ilker"),
    )
    wanted = ({"title": "son aend"}, {"artist": "lukasz"}, {"title": "don't"}, {"query": "dorde don’t"})
    assert [sorted(ids(tracks, **one)) for one in wanted] == [["1"], ["1"], ["2", "3"], ["2"]]
    assert ids(tracks, path_prefix="\\\\nas\\maed") == ids(tracks, path_prefix="file://nas/M%c3%a6d") == ["1"]
    assert ids(tracks, artist="İLKER") == ids(tracks, artist="ılker") == ["3"]


def test_ids_keep_their_order_and_the_missing_ones_are_named() -> None:
    found = select(make_desk(TRACKS), Selection(track_ids=("4", " 1 ", "99", "4", "5", "x")))
    assert found == Found((TRACKS[3], TRACKS[0], TRACKS[4]), ("99", "x"))


def test_ids_win_over_a_playlist_which_wins_over_filters() -> None:
    library = make_library(*TRACKS, playlists=(make_playlist("Warm up", ("4", "1")),))
    desk = make_desk(library)
    both = Selection(track_ids=("2",), playlist="Warm up", genre="House")
    assert [track.id for track in select(desk, both).tracks] == ["2"]
    one = Selection(playlist="Warm up", genre="House")
    assert [track.id for track in select(desk, one).tracks] == ["4", "1"]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ({}, ["4", "7", "3", "1"]),
        ({"has_genre": True}, ["4", "3", "1"]),
        ({"has_genre": False}, ["7"]),
        ({"has_unknown_genre": True}, ["3"]),
        ({"has_genre": True, "has_unknown_genre": False, "title": "of no matter"}, ["4", "1"]),
    ],
    ids=str,
)
def test_a_scope_narrows_a_playlist_and_leaves_named_tracks_alone(
    scope: dict[str, object], expected: list[str]
) -> None:
    desk = make_desk(make_library(*TRACKS, playlists=(make_playlist("Warm up", ("4", "7", "gone", "3", "1")),)))
    found = select_in_scope(desk, Selection(playlist="Warm up", **scope))
    assert ([track.id for track in found.tracks], found.missing_ids) == (expected, ("gone",))
    named = select_in_scope(desk, Selection(track_ids=("1", "7"), **scope))
    assert [track.id for track in named.tracks] == ["1", "7"]


@pytest.mark.parametrize("name", ["warm UP", "10", "Sets / Warm up", " 10 "])
def test_a_playlist_is_found_by_name_path_or_id_and_keeps_its_order(name: str) -> None:
    playlist = make_playlist("Warm up", ("4", "1", "4", "gone", "5"), id="10", path="Sets / Warm up")
    found = select(make_desk(make_library(*TRACKS, playlists=(playlist,))), Selection(playlist=name))
    assert found == Found((TRACKS[3], TRACKS[0]), ("gone",))


def test_playlists_that_differ_in_blanks_or_case_alone_are_found_by_their_ids() -> None:
    names = {"peak": "1", "peak ": "2", "Peak": "3"}
    library = make_library(*TRACKS, playlists=tuple(make_playlist(name, (n,), id=name) for name, n in names.items()))
    for name, track_id in names.items():
        assert [track.id for track in select(make_desk(library), Selection(playlist=name)).tracks] == [track_id]
    with pytest.raises(BadRequest, match="3 playlists are called 'PEAK'"):
        select(make_desk(library), Selection(playlist="PEAK"))


def test_a_folder_stands_for_every_playlist_below_it() -> None:
    playlists = (
        make_playlist("Sets", is_folder=True),
        make_playlist("A", ("2", "1"), path="Sets / A", depth=1),
        make_playlist("Deep", is_folder=True, path="Sets / Deep", depth=1),
        make_playlist("B", ("1", "3"), path="Sets / Deep / B", depth=2),
        make_playlist("Sets / not in it", ("4",)),
        make_playlist("Sets", is_folder=True, id="twin"),
        make_playlist("A", ("7",), id="twin's", path="Sets / A", depth=1),
        make_playlist("Setsuna", ("4",)),
    )
    desk = make_desk(make_library(*TRACKS, playlists=playlists))
    for name, expected in {"p-Sets": ["2", "1", "3"], "Sets / Deep": ["1", "3"], "twin": ["7"]}.items():
        assert [track.id for track in select(desk, Selection(playlist=name)).tracks] == expected


def test_an_empty_playlist_is_an_empty_selection() -> None:
    found = select(make_desk(make_library(*TRACKS, playlists=(make_playlist("New"),))), Selection(playlist="New"))
    assert found == Found(())


def test_an_unknown_playlist_is_refused_with_the_nearest() -> None:
    assert refusal(playlist="warmup") == (
        "No playlist has the name, path or id 'warmup'. Nearest: 'Warm up'. `read_library` lists them."
    )


def test_a_name_that_several_playlists_have_is_refused_with_their_paths_and_ids() -> None:
    assert refusal(playlist="peak") == (
        "2 playlists are called 'peak': '2023 / Peak' (id 11); '2024 / Peak' (id 12). Name one by its path or id."
    )


def test_a_library_without_playlists_says_so() -> None:
    with pytest.raises(BadRequest, match="has no playlists"):
        select(make_desk(TRACKS), Selection(playlist="x"))


@pytest.mark.parametrize("wrong", ["yesterday", "2024-13-01", "31.05.2024", "2024-05-31junk", ""])
def test_a_date_that_is_none_is_refused(wrong: str) -> None:
    assert "`added_after` must be an ISO date such as 2024-05-31" in refusal(added_after=wrong)


def test_an_impossible_range_is_refused() -> None:
    assert "`bpm_min` 130 is above `bpm_max` 120" in refusal(bpm_min=130.0, bpm_max=120.0)


def test_a_text_that_would_fill_an_answer_is_refused_also_beside_ids() -> None:
    for name in ("title", "playlist", "added_after"):
        said = refusal(track_ids=("1",), **{name: "x" * 4001})
        assert f"`{name}` has 4001 characters, and 4000 are the most" in said
    assert ids(TRACKS, title="x" * 4000) == []


def test_an_empty_list_of_ids_is_refused_and_not_everything() -> None:
    assert "`track_ids` is empty" in refusal(track_ids=())


def test_a_changed_library_is_seen_at_once() -> None:
    desk = make_desk(TRACKS)
    assert [track.id for track in select(desk, Selection(artist="kino")).tracks] == []
    desk.library.library = make_library(*TRACKS, make_track(id="8", title="Neu", artist="Kino"))
    assert [track.id for track in select(desk, Selection(artist="kino")).tracks] == ["8"]


@pytest.mark.parametrize("size", [1, 2, 5, 6, 7])
def test_paging_reaches_every_track_once(size: int) -> None:
    found, offset, seen = select(make_desk(TRACKS), Selection()), 0, []
    while offset is not None:
        tracks, page = page_of(found, size, offset)
        assert (page.matched_tracks, page.offset, page.returned) == (6, offset, len(tracks))
        seen += [track.id for track in tracks]
        offset = page.next_offset
    assert seen == ["2", "3", "7", "6", "1", "4"]


def test_an_offset_behind_the_end_is_an_empty_last_page() -> None:
    assert page_of(Found(TRACKS), 5, 100) == ((), Page(7, 100, 0, None))
