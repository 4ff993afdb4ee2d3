"""`rekurate review`, `export` and `verify`, as a person runs them."""

import argparse
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.desk import make_desk
from tests.support.library import make_library, make_track
from tests.support.staging import LIBRARY, genre
from tests.support.writing import FakeWriter

from rekurate.cli import export, review, verify
from rekurate.curation.desk import Desk
from rekurate.errors import BadRequest, NotApproved
from rekurate.rekordbox.door import RekordboxDoor
from rekurate.store import open_store


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = make_desk(make_library(make_track(id="1"), make_track(id="2")), tmp_path)
    desk.store.journal.stage(LIBRARY, [genre("1", confidence="high"), genre("2", "House")])
    monkeypatch.setattr("rekurate.rekordbox.export.write_export", FakeWriter(desk.library))
    return desk


def options(module: object, *words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    module.add(parser)
    return parser.parse_args(words)


def test_a_review_without_a_terminal_decides_nothing(desk: Desk) -> None:
    with pytest.raises(BadRequest, match="person at a terminal"):
        review.run(lambda: desk, options(review))
    assert len(desk.store.approvals.pending(LIBRARY).unapproved) == 2


def test_looking_needs_no_terminal(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert review.run(lambda: desk, options(review, "--list")) == 1
    assert "2 changes wait, 0 are approved" in capsys.readouterr().out
    desk.store.journal.clear(LIBRARY)
    assert review.run(lambda: desk, options(review, "--list")) == 0
    assert "run `rekurate classify --stage high --stage medium`" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
def test_a_person_at_a_terminal_approves(tmp_path: Path) -> None:
    shutil.copy(Path(__file__).parents[1] / "data" / "rekordbox" / "rekordbox6_database.xml", tmp_path / "library.xml")
    library = RekordboxDoor(xml=tmp_path / "library.xml").read()
    store = open_store(tmp_path / "store.sqlite")
    changes = [genre(track.id, confidence="high", old=track.genre) for track in library.tracks]
    store.journal.stage(library.source.library_id, changes)
    code = (
        "import argparse, sys, time; from pathlib import Path; from rekurate.cli import review;"
        "from rekurate.curation.desk import Desk; from rekurate.rekordbox.door import RekordboxDoor;"
        "from rekurate.store import open_store; folder = Path(sys.argv[1]);"
        "desk = Desk(RekordboxDoor(xml=folder / 'library.xml'), open_store(folder / 'store.sqlite'), None, {}, folder,"
        " 'client', time.time); sys.exit(review.run(lambda: desk, argparse.Namespace(list=False)))"
    )
    import pty  # noqa: PLC0415 - POSIX only

    ours, theirs = pty.openpty()
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.write(ours, b"1\nundo\nall\nyes\n\n")
    said = b""
    try:
        while True:
            said += os.read(ours, 4096)
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    assert child.wait(60) == 0
    assert f"{len(changes)} approved, 0 taken off the stage, 0 still wait" in said.decode()
    assert store.approvals.pending(library.source.library_id).unapproved == ()
    store.close()


def test_an_export_prints_file_hash_and_the_way_into_rekordbox(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.store.approvals.approve(LIBRARY, [genre("1").hash], "terminal")
    assert export.run(lambda: desk, options(export)) == 0
    text = capsys.readouterr().out
    record = desk.store.exports.record(LIBRARY)
    assert str(record.path) in text
    assert record.sha256 in text
    assert "not approved: 1 (still staged; `rekurate review`)" in text
    assert "Into Rekordbox:\n  1. Back up first" in text
    assert "Then let `rekurate verify` compare your library with this export. [advice]" in text
    assert "[claimed] said by others, without a test" in text


def test_an_export_of_nothing_approved_names_the_review(desk: Desk) -> None:
    with pytest.raises(NotApproved, match="rekurate review"):
        export.run(lambda: desk, options(export))


def test_a_relative_output_is_meant_from_where_the_person_is(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.store.approvals.approve(LIBRARY, [genre("1").hash], "terminal")
    monkeypatch.chdir(tmp_path)
    export.run(lambda: desk, options(export, "--output", "genres.xml"))
    assert desk.store.exports.record(LIBRARY).path == tmp_path / "genres.xml"


def test_verifying_counts_and_names_what_did_not_arrive(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    changes = [genre("1"), genre("2", "House")]
    desk.store.approvals.approve(LIBRARY, [change.hash for change in changes], "terminal")
    export.run(lambda: desk, options(export))
    desk.library.library = make_library(make_track(id="1", genre="Techno"), make_track(id="2"))
    capsys.readouterr()
    assert verify.run(lambda: desk, options(verify)) == 1
    text = capsys.readouterr().out
    assert "applied: 1\n" in text
    assert "not applied: Mira Vale - Night Drive: genre 'House'" in text
    stale = replace(desk.library.library.source, modified_at="2001-01-01T00:00:00+00:00")
    desk.library.library = replace(desk.library.library, source=stale)
    verify.run(lambda: desk, options(verify))
    text = capsys.readouterr().out
    assert text.index("warning: The library has not changed since the export") < text.index("not applied: Mira")
    desk.library.library = make_library(make_track(id="1", genre="Techno"), make_track(id="2", genre="House"))
    assert verify.run(lambda: desk, options(verify, "--export", "1")) == 0


def test_verifying_names_an_exported_file_that_is_gone(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.store.approvals.approve(LIBRARY, [genre("1").hash], "terminal")
    export.run(lambda: desk, options(export))
    verify.run(lambda: desk, options(verify))
    assert "cannot be found" not in capsys.readouterr().out
    desk.store.exports.record(LIBRARY).path.unlink()
    verify.run(lambda: desk, options(verify))
    assert ".xml, a file that cannot be found any more)" in capsys.readouterr().out
