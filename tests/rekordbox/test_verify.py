from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.library import make_library, make_source, make_track

from rekurate.model import Field, Library, StagedChange
from rekurate.rekordbox.export import ExportedTrack
from rekurate.rekordbox.verify import Arrival, Verification, VerifiedTrack, verify


def exported(id_: str, *changes: tuple[Field, str, str]) -> ExportedTrack:
    staged = tuple(StagedChange(id_, *change) for change in changes or ((Field.GENRE, "", "House"),))
    return ExportedTrack(id_, f"/Music/{id_}.mp3", "Mira Vale", "Night Drive", staged)


def word(track: ExportedTrack, library: Library) -> Arrival:
    return next(arrival for arrival, count in verify([track], library).counts.items() if count)


def test_every_track_gets_exactly_one_word() -> None:
    library = make_library(
        make_track(id="applied", genre="House"),
        make_track(id="not_applied", genre=""),
        make_track(id="changed", genre="Techno"),
        make_track(id="twice", genre="House"),
        make_track(id="twin", genre="House", location="/Music/twice.mp3"),
    )
    tracks = [exported(id_) for id_ in ("applied", "not_applied", "changed", "gone", "twice")]
    assert verify(iter(tracks), library) == Verification(
        5,
        dict.fromkeys(Arrival, 1),
        (
            VerifiedTrack(tracks[1], Arrival.NOT_APPLIED, {"genre": ""}),
            VerifiedTrack(tracks[2], Arrival.CHANGED_ELSEWHERE, {"genre": "Techno"}),
            VerifiedTrack(tracks[3], Arrival.GONE, {}),
            VerifiedTrack(tracks[4], Arrival.DUPLICATED, {"genre": "House"}, ("twin",)),
        ),
    )


def test_the_first_hundred_that_did_not_arrive_are_told_and_all_are_counted() -> None:
    library = make_library(*(make_track(id=str(number), genre="House") for number in range(20)))
    found = verify([exported(str(number)) for number in range(200)], library)
    assert (found.tracks, found.counts[Arrival.APPLIED], found.counts[Arrival.GONE]) == (200, 20, 180)
    assert [row.track.track_id for row in found.odd] == [str(number) for number in range(20, 120)]


@pytest.mark.parametrize(
    ("own", "new"), [("/Music/1.mp3", "/music/1.MP3"), ("/Volumes/USB/1.mp3", "/Music/1.mp3")], ids=["spelt", "moved"]
)
def test_an_import_that_made_a_second_entry_is_seen(own: str, new: str) -> None:
    library = make_library(
        make_track(id="new", genre="House", location=new), make_track(id="1", genre="", location=own)
    )
    row = verify([exported("1")], library).odd[0]
    assert (row.arrival, row.now, row.other_ids) == (Arrival.DUPLICATED, {"genre": ""}, ("new",))


def test_the_persons_own_copy_in_another_folder_is_no_second_entry_of_the_import() -> None:
    library = make_library(
        make_track(id="1", genre=""), make_track(id="2", genre="House", location="/Volumes/USB/1.mp3")
    )
    assert word(exported("1"), library) is Arrival.NOT_APPLIED


def test_a_track_is_found_by_its_location_where_ids_have_changed() -> None:
    library = make_library(make_track(id="1", location="/other", title="Other"), make_track(id="99", genre="House"))
    moved = library.tracks[1]._replace(location="/Music/1.mp3")
    assert word(exported("1"), make_library(library.tracks[0], moved)) is Arrival.APPLIED


def test_a_track_that_was_relocated_is_found_by_its_id() -> None:
    library = make_library(make_track(id="1", genre="House", location="/new/place.mp3"))
    assert word(exported("1"), library) is Arrival.APPLIED


def test_another_track_that_took_the_id_is_not_the_track() -> None:
    library = make_library(make_track(id="1", genre="House", location="/x", title="Other"))
    assert word(exported("1"), library) is Arrival.GONE


def test_composed_and_decomposed_paths_are_one_location() -> None:
    one = ExportedTrack("1", "/Music/e\u0301.mp3", "a", "b", (StagedChange("1", Field.GENRE, "", "House"),))
    library = make_library(make_track(id="2", genre="House", location="/Music/\u00e9.mp3"))
    assert word(one, library) is Arrival.APPLIED


def test_a_library_that_has_both_writings_of_a_path_has_two_entries_of_its_own() -> None:
    one = ExportedTrack("1", "/Music/e\u0301.mp3", "a", "b", (StagedChange("1", Field.GENRE, "", "House"),))
    both = (
        make_track(id="1", genre="House", location="/Music/e\u0301.mp3"),
        make_track(id="2", genre="", location="/Music/\u00e9.mp3"),
    )
    assert word(one, make_library(*both)) is Arrival.APPLIED


def test_one_field_behind_is_not_applied_and_one_foreign_is_changed_elsewhere() -> None:
    both = exported("1", (Field.GENRE, "", "House"), (Field.RATING, "0", "5"))
    behind = make_library(make_track(id="1", genre="House", rating=0))
    foreign = make_library(make_track(id="1", genre="", rating=3))
    assert word(both, behind) is Arrival.NOT_APPLIED
    assert word(both, foreign) is Arrival.CHANGED_ELSEWHERE


def test_a_comment_that_rekordbox_cut_has_arrived() -> None:
    long = exported("1", (Field.COMMENTS, "", "x" * 400))
    library = make_library(make_track(id="1", comments="x" * 256))
    assert word(long, library) is Arrival.APPLIED


def test_a_library_older_than_the_export_is_said_to_be_so() -> None:
    library = make_library(make_track(id="1"), source=make_source(modified_at="2026-11-19T00:00:00+00:00"))
    assert len(verify([exported("1")], library, "2026-11-20T00:00:00+00:00").warnings) == 1
    assert verify([exported("1")], library, "2026-11-18T00:00:00+00:00").warnings == ()


def test_what_has_arrived_was_imported_whatever_the_clocks_say() -> None:
    library = make_library(
        make_track(id="1", genre="House"), source=make_source(modified_at="2026-11-19T00:00:00+00:00")
    )
    assert verify([exported("1")], library, "2026-11-20T00:00:00+00:00").warnings == ()


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["", "House", "Techno"])), max_size=12))
def test_counts_always_sum_to_the_number_exported(rows: list[tuple[str, str]]) -> None:
    library = make_library(*(make_track(id=f"{id_}{n}", genre=genre) for n, (id_, genre) in enumerate(rows)))
    tracks = [exported(f"{id_}{n}") for n, id_ in enumerate("abcdefabcdef")]
    found = verify(tracks, library)
    assert sum(found.counts.values()) == len(tracks) == found.tracks
    odd = Counter(row.arrival for row in found.odd)
    assert Counter({**odd, Arrival.APPLIED: len(tracks) - odd.total()}) == Counter(found.counts)
