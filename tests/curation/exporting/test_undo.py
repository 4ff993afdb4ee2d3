"""Undoing an export stages its exact inverse, and leaves the person's later work alone."""

from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_source, make_track
from tests.support.staging import LIBRARY, genre
from tests.support.writing import FakeWriter

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.export import ExportWish, write_xml
from rekurate.curation.exporting.past import verify_import
from rekurate.curation.exporting.undo import Undo, undo_export
from rekurate.curation.finding.selection import Selection
from rekurate.curation.staging.preview import preview_changes
from rekurate.errors import BadRequest
from rekurate.model import Field, Library, StagedChange, Track
from rekurate.store import Store

LATER = "2024-06-01T18:00:00+00:00"
TRACKS = (make_track(id="1"), make_track(id="2", genre="House", year=1999), make_track(id="3", genre="Pop"))
CHANGES = (
    genre("1"),
    genre("2", "Techno", "House"),
    StagedChange("2", Field.YEAR, "1999", "2001"),
    genre("3", "", "Pop"),
)


def library_of(*tracks: Track, modified_at: str = LATER, kind: str = "database", stamp: str = "saved since") -> Library:
    return make_library(*tracks, source=make_source(modified_at=modified_at, kind=kind, stamp=stamp))


def imported(*tracks: Track) -> Library:
    """Return the library after Rekordbox has imported the export of CHANGES."""
    values: dict[str, dict[str, object]] = {}
    for change in CHANGES:
        value: object = int(change.new) if change.field is Field.YEAR else change.new
        values.setdefault(change.track_id, {})[change.field.value] = value
    return library_of(*(track._replace(**values[track.id]) for track in tracks))


def inverse(change: StagedChange, export: str = "1") -> StagedChange:
    said = ("undo", "", f"undo of export {export}", f"/Music/{change.track_id}.mp3")
    return StagedChange(change.track_id, change.field, change.new, change.old, *said)


def export_all(desk: Desk, *changes: StagedChange) -> None:
    store: Store = desk.store
    if changes:
        store.journal.stage(LIBRARY, changes)
    staged = store.journal.staged(LIBRARY)
    store.approvals.approve(LIBRARY, [change.hash for change in staged], "terminal")
    write_xml(desk, ExportWish())


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = make_desk(library_of(*TRACKS, stamp="as exported"), tmp_path)
    monkeypatch.setattr("rekurate.rekordbox.export.write_export", FakeWriter(desk.library))
    export_all(desk, *CHANGES)
    desk.library.library = imported(*TRACKS)
    return desk


def test_an_undo_stages_the_exact_inverse(desk: Desk) -> None:
    undo = undo_export(desk)
    assert undo == Undo(desk.store.exports.record(LIBRARY, "1"), 4, (), 4, stale_library=False)
    assert desk.store.journal.staged(LIBRARY) == tuple(map(inverse, CHANGES))
    assert len(desk.store.approvals.pending(LIBRARY).unapproved) == 4


def test_applying_an_export_and_then_its_undo_is_identity(desk: Desk) -> None:
    undo_export(desk)
    staged = desk.store.journal.staged(LIBRARY)
    export_all(desk)
    back = {(change.track_id, change.field): change.new for change in staged}
    assert back == {(change.track_id, change.field): change.old for change in CHANGES}
    desk.library.library = library_of(*TRACKS)
    undo_export(desk, "2")
    assert desk.store.journal.staged(LIBRARY) == tuple(inverse(inverse(change), "2") for change in CHANGES)


def test_what_the_person_did_since_stays_and_is_told(desk: Desk) -> None:
    one, two, _ = imported(*TRACKS).tracks
    desk.library.library = library_of(one._replace(genre="Ambient"), two._replace(genre="House"))
    desk.store.journal.lock(LIBRARY, ["2"])
    undo = undo_export(desk, " 1 ")
    assert [(kept.past.change, kept.reason, kept.now) for kept in undo.kept] == [
        (CHANGES[0], "changed_elsewhere", "Ambient"),
        (CHANGES[1], "locked", "House"),
        (CHANGES[2], "locked", "2001"),
        (CHANGES[3], "gone", ""),
    ]
    assert (undo.staged, desk.store.journal.staged(LIBRARY)) == (0, ())


def test_a_comment_that_rekordbox_cut_is_the_exports_and_goes_back(desk: Desk) -> None:
    track = make_track(id="9", comments="mine")
    desk.library.library = library_of(track, stamp="as exported")
    export_all(desk, StagedChange("9", Field.COMMENTS, "mine", "x" * 300, location=track.location))
    desk.library.library = library_of(track._replace(comments="x" * 256))
    assert verify_import(desk).verification.missing == 0
    assert (undo_export(desk).kept, len(desk.store.journal.staged(LIBRARY))) == ((), 1)
    back = desk.store.journal.staged(LIBRARY)[0]
    assert (back.old, back.new) == ("x" * 256, "mine")
    assert preview_changes(desk, Selection(), 50, 0).outdated == 0


def test_what_was_never_imported_needs_no_undo(desk: Desk) -> None:
    desk.library.library = library_of(*TRACKS)
    undo = undo_export(desk)
    assert (undo.staged, {kept.reason for kept in undo.kept}) == (0, {"already_undone"})


def test_an_id_that_another_file_has_by_now_is_not_undone(desk: Desk) -> None:
    one, two, three = imported(*TRACKS).tracks
    other = one._replace(location="/Music/other.mp3", title="Another song")
    desk.library.library = library_of(other, two, three)
    undo = undo_export(desk)
    assert [(kept.past.change, kept.reason) for kept in undo.kept] == [(CHANGES[0], "another_track")]
    assert desk.store.journal.staged(LIBRARY) == tuple(map(inverse, CHANGES[1:]))


def test_a_file_whose_id_is_another_one_by_now_is_undone_under_that(desk: Desk) -> None:
    one, two, three = imported(*TRACKS).tracks
    desk.library.library = library_of(one._replace(id="2"), two._replace(id="1"), three._replace(id="7"))
    desk.store.journal.lock(LIBRARY, ["7"])
    undo = undo_export(desk)
    staged = {(one.track_id, one.field, one.old, one.new) for one in desk.store.journal.staged(LIBRARY)}
    assert staged == {
        ("2", Field.GENRE, "Techno", ""),
        ("1", Field.GENRE, "Techno", "House"),
        ("1", Field.YEAR, "2001", "1999"),
    }
    assert [(kept.past.change.track_id, kept.reason) for kept in undo.kept] == [("3", "locked")]


def test_a_file_that_was_moved_since_is_undone_where_it_is(desk: Desk) -> None:
    one, two, three = imported(*TRACKS).tracks
    desk.library.library = library_of(one._replace(location="/Volumes/USB/1.mp3"), two, three)
    assert undo_export(desk).staged == 4
    assert desk.store.journal.staged(LIBRARY, ["1"])[0].location == "/Volumes/USB/1.mp3"


def test_an_xml_saved_before_the_export_cannot_say_so_and_is_undone_all_the_same(desk: Desk) -> None:
    desk.library.library = library_of(*TRACKS, modified_at="2024-05-01T00:00:00+00:00", kind="xml")
    undo = undo_export(desk)
    assert (undo.staged, undo.stale_library) == (4, True)
    export_all(desk)
    assert desk.store.exports.record(LIBRARY).changes == 4


def test_what_a_later_export_changed_again_is_not_undone_where_the_library_cannot_show_it(desk: Desk) -> None:
    desk.library.library = library_of(*TRACKS, modified_at="2024-05-01T00:00:00+00:00", kind="xml")
    export_all(desk, genre("1", "Ambient"), genre("2", "", "House"))
    undo = undo_export(desk, "1")
    assert [(kept.past.change, kept.reason, kept.now) for kept in undo.kept] == [
        (CHANGES[0], "changed_elsewhere", "Ambient"),
        (CHANGES[1], "changed_elsewhere", ""),
    ]
    assert undo_export(desk, "2").staged == 2


def test_a_database_shows_that_neither_of_two_exports_was_imported(desk: Desk) -> None:
    desk.library.library = library_of(*TRACKS, stamp="as exported")
    export_all(desk, genre("1", "Ambient"))
    assert {kept.reason for kept in undo_export(desk, "1").kept} == {"already_undone"}


def test_the_very_file_that_was_exported_from_cannot_say_so_either_whatever_the_clocks_say(desk: Desk) -> None:
    desk.library.library = library_of(*TRACKS, kind="xml", stamp="as exported")
    assert verify_import(desk).verification.warnings != ()
    undo = undo_export(desk)
    assert (undo.staged, undo.stale_library) == (4, True)


def test_a_later_decision_about_the_same_field_stays_on_the_stage(desk: Desk) -> None:
    later = genre("1", "Ambient", "Techno")
    desk.store.journal.stage(LIBRARY, [later, inverse(CHANGES[2])])
    undo = undo_export(desk)
    assert (undo.staged, undo.total_pending) == (3, 4)
    assert [(kept.past.change, kept.reason, kept.now) for kept in undo.kept] == [
        (CHANGES[0], "another_value_staged", "Techno")
    ]
    assert desk.store.journal.staged(LIBRARY) == (later, *map(inverse, CHANGES[1:]))


def test_unknown_and_unwritten_exports_are_refused(desk: Desk) -> None:
    with pytest.raises(BadRequest, match="list_exports"):
        undo_export(desk, "17")
    desk.store.journal.stage(LIBRARY, [genre("1", "Ambient", "Techno")])
    desk.store.approvals.approve(LIBRARY, [genre("1", "Ambient", "Techno").hash], "terminal")
    desk.library.library = make_library()
    with pytest.raises(Exception, match="Nothing is left"):
        write_xml(desk, ExportWish())
    with pytest.raises(BadRequest, match="wrote no file"):
        undo_export(desk, "2")
