from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.desk import FakeClock, make_desk
from tests.support.library import make_library, make_playlist, make_source, make_track

from rekurate.curation.finding.overview import Overview, PlaylistCount, overview
from rekurate.errors import StoreError
from rekurate.model import Field, StagedChange, TrackKind
from rekurate.taxonomy import Verdict

LIBRARY = make_library(
    make_track(id="1", genre="House", label="Night Groove", bpm=126.0),
    make_track(id="2", genre=" House ", label="Night Groove"),
    make_track(id="3", genre="dnb", label="Hard Steel"),
    make_track(id="4", genre="minimal techno"),
    make_track(id="5", genre="Dance"),
    make_track(id="6", genre="House, Techno"),
    make_track(id="7", genre="http://shop.example"),
    make_track(id="8", genre="My Own"),
    make_track(id="9", genre="  "),
    make_track(id="10", genre="", kind=TrackKind.STREAMING),
    make_track(id="11", genre="Sampler", kind=TrackKind.SAMPLER),
    playlists=(make_playlist("Sets", is_folder=True), make_playlist("A", ("1", "2"), path="Sets / A")),
    left_out={"deleted": 3},
    warnings=("2 values could not be read",),
)


def seen(folder: Path) -> Overview:
    return overview(make_desk(LIBRARY, folder))


def test_tracks_are_counted_without_samples_and_with_streaming(tmp_path: Path) -> None:
    found = seen(tmp_path)
    assert (found.tracks, found.samples, found.streaming) == (10, 1, 1)
    assert (found.without_genre, found.without_label, found.without_bpm) == (2, 7, 9)
    assert (found.left_out, found.warnings) == ({"deleted": 3}, ("2 values could not be read",))


def test_genre_strings_are_split_as_they_are_written_by_what_they_turn_out_to_be(tmp_path: Path) -> None:
    genres = seen(tmp_path).genres
    counted = {verdict: [(row.text, row.count) for row in rows] for verdict, rows in genres.items()}
    assert counted == {
        Verdict.CANONICAL: [(" House ", 1), ("House", 1)],
        Verdict.ALIAS: [("dnb", 1), ("minimal techno", 1)],
        Verdict.BROAD: [("Dance", 1)],
        Verdict.COMPOUND: [("House, Techno", 1)],
        Verdict.NOT_A_GENRE: [("http://shop.example", 1)],
        Verdict.UNKNOWN: [("My Own", 1)],
    }
    assert genres[Verdict.ALIAS][0].resolution.genre == "Drum & Bass"
    assert genres[Verdict.ALIAS][1].resolution.debatable


def test_playlists_keep_the_order_of_the_tree_and_labels_are_counted(tmp_path: Path) -> None:
    found = seen(tmp_path)
    assert found.playlists == (PlaylistCount("p-Sets", "Sets", True, 0), PlaylistCount("p-A", "Sets / A", False, 2))
    assert found.labels == (("Night Groove", 2), ("Hard Steel", 1))


@pytest.mark.parametrize(
    ("modified_at", "hours"),
    [("2024-06-01T12:00:00+00:00", 24.0), ("2024-06-01T12:00:00", 24.0), ("2030-01-01T00:00:00+00:00", 0.0), ("", 0.0)],
)
def test_the_age_is_told_in_hours_and_never_below_none(tmp_path: Path, modified_at: str, hours: float) -> None:
    clock = FakeClock()
    clock.pass_seconds(24 * 3600)
    library = make_library(source=make_source(modified_at=modified_at))
    assert overview(make_desk(library, tmp_path, clock=clock)).age_hours == hours


def test_what_waits_on_the_stage_is_counted(tmp_path: Path) -> None:
    desk = make_desk(LIBRARY, tmp_path)
    desk.store.journal.stage("library-1", [StagedChange("3", Field.GENRE, "dnb", "Drum & Bass")])
    desk.store.journal.lock("library-1", ["1", "2"])
    found = overview(desk)
    assert (found.staged, found.locked) == (1, 2)


def test_a_store_that_cannot_be_opened_is_a_warning_and_not_the_end() -> None:
    class Broken:
        @property
        def journal(self) -> object:
            raise StoreError("The store is of a newer Rekurate.")

    found = overview(replace(make_desk(LIBRARY), store=Broken()))
    assert (found.staged, found.locked, found.tracks) == (None, None, 10)
    assert found.warnings[-1] == "Staging and evidence are out of reach: The store is of a newer Rekurate."


def test_an_empty_library_is_an_answer(tmp_path: Path) -> None:
    found = overview(make_desk(make_library(), tmp_path))
    assert (found.tracks, found.without_genre, found.playlists, found.labels) == (0, 0, (), ())
