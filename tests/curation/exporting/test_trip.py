"""Stage, approve, export, import, verify and undo over a real Rekordbox XML, with nothing faked but Rekordbox."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.desk import make_desk

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.export import ExportReport, ExportWish, write_xml
from rekurate.curation.exporting.past import verify_import
from rekurate.curation.exporting.undo import undo_export
from rekurate.curation.staging.approve import approve, ask_about
from rekurate.curation.staging.stage import Wanted, stage_changes
from rekurate.model import Field, Library
from rekurate.rekordbox.door import RekordboxDoor
from rekurate.rekordbox.values import value_of

ORIGINAL = Path(__file__).parents[2] / "data" / "rekordbox" / "rekordbox6_database.xml"
WANTED = {Field.GENRE: "Drum & Bass <\"live\"> 'é' 🎛", Field.YEAR: "1999", Field.RATING: "4", Field.COLOR: "red"}


@pytest.fixture
def library_file(tmp_path: Path) -> Path:
    file = tmp_path / "library" / "rekordbox.xml"
    file.parent.mkdir()
    file.write_bytes(ORIGINAL.read_bytes())
    return file


@pytest.fixture
def desk(tmp_path: Path, library_file: Path) -> Desk:
    return replace(make_desk(folder=tmp_path), library=RekordboxDoor(xml=library_file))


def values(library: Library) -> dict[tuple[str, Field], str]:
    return {(track.id, field): value_of(track, field) for track in library.tracks for field in WANTED}


def export_everything(desk: Desk) -> ExportReport:
    asking = ask_about(desk)
    assert asking is not None
    approve(desk, asking, "terminal", "sam")
    return write_xml(desk, ExportWish())


def stage_everything(desk: Desk) -> int:
    tracks = desk.library.read().tracks
    return stage_changes(desk, [Wanted(track.id, WANTED) for track in tracks], "agent").total_pending


def test_an_export_holds_the_new_values_and_leaves_the_library_alone(desk: Desk, library_file: Path) -> None:
    tracks = desk.library.read().tracks
    count = stage_everything(desk)
    report = export_everything(desk)
    assert (report.tracks, report.changes, report.left_out.counts) == (len(tracks), count, {})
    assert report.sha256 == hashlib.sha256(report.path.read_bytes()).hexdigest()
    written = values(RekordboxDoor(xml=report.path).read())
    staged = {Field.GENRE: WANTED[Field.GENRE], Field.YEAR: "1999", Field.RATING: "4", Field.COLOR: "0xFF0000"}
    assert written == {(track.id, field): staged[field] for track in tracks for field in WANTED}
    assert library_file.read_bytes() == ORIGINAL.read_bytes()
    assert [path.name for path in library_file.parent.iterdir()] == ["rekordbox.xml"]
    assert any(str(report.path) in step.text for step in report.guide.steps)


def test_an_import_is_verified_against_the_library_it_went_to(desk: Desk) -> None:
    stage_everything(desk)
    report = export_everything(desk)
    before = verify_import(desk)
    after = verify_import(desk, report.export_id, report.path)
    assert {word.value: count for word, count in before.verification.counts.items() if count} == {
        "not_applied": report.tracks
    }
    assert {word.value: count for word, count in after.verification.counts.items() if count} == {
        "applied": report.tracks
    }
    assert after.record == before.record


def test_exporting_and_undoing_gives_back_every_value(desk: Desk, library_file: Path) -> None:
    original = values(desk.library.read())
    stage_everything(desk)
    export = export_everything(desk)
    library_file.write_bytes(export.path.read_bytes())  # Rekordbox imported it, and exported its library again
    desk.clock.pass_seconds(60)
    undo = undo_export(desk)
    kept = {(one.past.change.track_id, one.past.change.field): one.reason for one in undo.kept}
    assert kept == {key: "not_writable" for key in original if key[1] is Field.COLOR}  # no XML says "no colour"
    back = export_everything(desk)
    restored = values(RekordboxDoor(xml=back.path).read())
    assert back.left_out.counts == {}
    assert {key: value for key, value in restored.items() if key not in kept} == {
        key: value for key, value in original.items() if key not in kept
    }


def test_an_undo_from_an_xml_older_than_the_import_gives_back_every_value(desk: Desk) -> None:
    original = desk.library.read()
    genre = Wanted(original.tracks[0].id, {Field.GENRE: "Techno"})
    stage_changes(desk, [genre], "agent")
    export_everything(desk)
    desk.clock.now = 4_000_000_000.0  # the XML on disk was saved long before
    stage_changes(desk, [Wanted(original.tracks[1].id, {Field.GENRE: "Techno"})], "agent")
    export = export_everything(desk)
    undo = undo_export(desk, export.export_id)
    assert (undo.staged, undo.stale_library) == (1, True)
    back = export_everything(desk)
    track = RekordboxDoor(xml=back.path).read().tracks[0]
    assert (track.id, track.genre) == (original.tracks[1].id, original.tracks[1].genre)
