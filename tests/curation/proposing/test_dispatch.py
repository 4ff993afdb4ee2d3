from pathlib import Path

from tests.support.desk import make_desk
from tests.support.library import make_library, make_track

from rekurate.curation.desk import Desk
from rekurate.curation.proposing.proposals import Dispatch, ProposalRequest
from rekurate.curation.proposing.propose import classify


def desk_with(tmp_path: Path, **tracks_of: int) -> Desk:
    tracks = [
        make_track(id=f"{artist}{n}", artist=artist, title=f"T{n}", location="", added="")
        for artist, count in tracks_of.items()
        for n in range(count)
    ]
    return make_desk(make_library(*tracks), tmp_path)


def dispatch(desk: Desk, **fields: object) -> Dispatch:
    done = classify(desk, ProposalRequest(format="dispatch", **fields))
    assert done.dispatch is not None
    return done.dispatch


def test_artists_come_by_number_of_tracks_and_big_ones_alone(tmp_path: Path) -> None:
    found = dispatch(desk_with(tmp_path, ana=3, bo=12, cy=3))
    assert [group.artist for group in found.artists] == ["bo", "ana", "cy"]
    assert [(batch.number, batch.tracks, batch.artists) for batch in found.batches] == [
        (1, 12, ("bo",)),
        (2, 6, ("ana", "cy")),
    ]


def test_small_artists_are_packed_into_batches_of_forty_to_fifty(tmp_path: Path) -> None:
    found = dispatch(desk_with(tmp_path, **{f"a{n}": 1 + n % 9 for n in range(60)}))
    sizes = [batch.tracks for batch in found.batches]
    assert all(40 <= size <= 50 for size in sizes[:-1])
    assert 1 <= sizes[-1] <= 50
    assert sum(sizes) == found.total_tracks


def test_the_batches_hold_every_undecided_track_once(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, **{f"a{n}": 1 + n % 14 for n in range(30)})
    found = dispatch(desk)
    shown = [
        row.track.id
        for batch in found.batches
        for group in dispatch(desk, dispatch_batch=batch.number).artists
        for row in group.rows
    ]
    assert len(shown) == len(set(shown)) == found.total_tracks


def test_a_huge_artist_goes_on_in_the_next_batch(tmp_path: Path) -> None:
    found = dispatch(desk_with(tmp_path, ana=120))
    assert [(batch.tracks, batch.artists) for batch in found.batches] == [
        (50, ("ana",)),
        (50, ("ana",)),
        (20, ("ana",)),
    ]


def test_a_batch_that_is_locked_while_it_is_reviewed_leaves_the_others_their_numbers(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, ana=13, bo=12, cy=11)
    desk.store.journal.lock(desk.library.read().source.library_id, [*(f"ana{n}" for n in range(13)), "bo0", "bo1"])
    found = dispatch(desk)
    assert [(batch.number, batch.tracks) for batch in found.batches] == [(1, 0), (2, 10), (3, 11)]
    assert [group.artist for group in dispatch(desk, dispatch_batch=3).artists] == ["cy"]
    assert dispatch(desk, dispatch_batch=1).artists == ()


def test_paging_a_dispatch_reaches_every_track(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, ana=23, bo=11, cy=9)
    seen: list[str] = []
    offset: int | None = 0
    while offset is not None:
        done = classify(desk, ProposalRequest(format="dispatch", max_tracks=10, offset=offset))
        assert done.dispatch is not None
        seen += [row.track.id for group in done.dispatch.artists for row in group.rows]
        offset = done.page.next_offset
    assert len(seen) == len(set(seen)) == 43


def test_tracks_of_nobody_are_one_group_with_a_name(tmp_path: Path) -> None:
    desk = make_desk(make_library(make_track(id="1", artist=""), make_track(id="2", artist=" ")), tmp_path)
    assert [(group.artist, len(group.rows)) for group in dispatch(desk).artists] == [("(no artist)", 2)]


def test_tracks_without_suggestion_are_counted(tmp_path: Path) -> None:
    found = dispatch(desk_with(tmp_path, ana=4))
    assert (found.total_tracks, found.total_artists, found.tracks_without_suggestion) == (4, 1, 4)


def test_a_dispatch_of_all_pages_explains_no_track_but_those_of_a_batch_that_is_asked_for(tmp_path: Path) -> None:
    desk = desk_with(tmp_path, ana=12, bo=11)
    whole = dispatch(desk, all_pages=True)
    assert (whole.total_tracks, len(whole.batches), whole.artists) == (23, 2, ())
    assert [len(group.rows) for group in dispatch(desk, all_pages=True, dispatch_batch=2).artists] == [11]
