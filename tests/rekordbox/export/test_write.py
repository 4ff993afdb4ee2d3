import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.exports import approved, request
from tests.support.rekordbox_xml import library, record, write_library

from rekurate.errors import ExportError
from rekurate.model import Library
from rekurate.rekordbox.export import Exported, LeftOut, Reason, write_export
from rekurate.rekordbox.export.validate import validated
from rekurate.rekordbox.xmlfile import read_xml


@pytest.fixture
def four(tmp_path: Path) -> Library:
    """Read a library of four tracks, the last two of one location."""
    records = [record(TrackID=str(number)) for number in (1, 2)]
    twins = [record(TrackID=str(number), Location="file://localhost/twin") for number in (3, 4)]
    return read_xml(write_library(tmp_path / "l.xml", *records, *twins))


def test_a_requested_playlist_brings_its_unchanged_tracks_along_as_they_are(four: Library, tmp_path: Path) -> None:
    exported = write_export(
        request(four, tmp_path / "n.xml", [approved("2", "House")], playlists={"New & Set": ["2", "1", "3", "404"]})
    )
    found = read_xml(exported.path)
    assert [(track.id, track.genre) for track in found.tracks] == [("1", ""), ("2", "House")]
    assert [(playlist.name, playlist.track_ids) for playlist in found.playlists] == [
        ("Rekurate 2026-11-20", ("2",)),
        ("New & Set", ("2", "1")),
    ]
    assert found.warnings == ()
    assert (exported.playlists, exported.companions) == ({"New & Set": 2}, 1)
    assert exported.left_out.first == (
        LeftOut("3", Reason.DUPLICATE_LOCATION, "/twin"),
        LeftOut("404", Reason.GONE),
    )


@pytest.mark.parametrize("name", ["Rekurate 2026-11-20", " ", "a\x01"])
def test_a_playlist_name_that_cannot_be_is_refused(four: Library, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match="Choose"):
        write_export(request(four, tmp_path / "n.xml", [approved("1", "House")], playlists={name: ["1"]}))
    assert not (tmp_path / "n.xml").exists()


def test_nothing_approved_is_nothing_written(four: Library, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="Stage and approve changes first"):
        write_export(request(four, tmp_path / "n.xml", []))


def test_of_two_changes_of_one_field_the_later_counts(four: Library, tmp_path: Path) -> None:
    exported = write_export(request(four, tmp_path / "n.xml", [approved("1", "House"), approved("1", "Techno")]))
    assert exported.inside == bytes([0, 1])
    assert read_xml(exported.path).tracks[0].genre == "Techno"


def test_a_file_that_reads_back_wrong_never_gets_its_name(
    four: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rekurate.rekordbox.export.document._root", lambda _: b"<NODE")
    with pytest.raises(ExportError, match=r"cannot be read back.*thrown away"):
        write_export(request(four, tmp_path / "n.xml", [approved("1", "House")]))
    assert [path.name for path in tmp_path.iterdir()] == ["l.xml"]


@pytest.mark.parametrize(
    ("text", "count", "playlists"),
    [
        (library([record()], entries="2"), 1, {}),
        (library([record()]), 2, {}),
        (library([record()], {"Set": ["1"]}), 1, {"Set": 2}),
        (library([record()], {"Set": ["1"]}), 1, {}),
    ],
)
def test_counts_that_differ_from_what_was_written_are_caught(text: str, count: int, playlists: dict[str, int]) -> None:
    with pytest.raises(ExportError, match="is not right"):
        validated(io.BytesIO(text.encode()), count, playlists)


def test_the_finished_file_is_announced_before_it_has_its_name_and_a_no_keeps_it_from_appearing(
    four: Library, tmp_path: Path
) -> None:
    asked, told = request(four, tmp_path / "n.xml", [approved("1", "House")]), []

    def refuse(exported: Exported) -> None:
        told.append((exported, exported.path.exists()))
        raise ExportError("no")

    with pytest.raises(ExportError, match="no"):
        write_export(asked, refuse)
    assert [path.name for path in tmp_path.iterdir()] == ["l.xml"]
    assert [(write_export(asked), False)] == told


def test_a_file_that_ends_too_soon_is_caught() -> None:
    whole = library([record()], {"Set": ["1"]})
    assert validated(io.BytesIO(whole.encode()), 1, {"Set": 1})[1] == len(whole.encode())
    with pytest.raises(ExportError, match="cannot be read back"):
        validated(io.BytesIO(whole.rpartition("</")[0].encode()), 1, {"Set": 1})


def test_a_kill_at_any_moment_leaves_no_partial_file(tmp_path: Path) -> None:
    write_library(tmp_path / "l.xml", *(record(TrackID=str(number)) for number in range(300)))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    for moment in ("write", "fsync", "link"):
        killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), moment], check=False, env=environment)
        assert killed.returncode == -9
        assert not (tmp_path / "n.xml").exists()
    assert len(list(tmp_path.glob(".rekurate-*.part"))) == 1  # of the last one; each sweeps what the one before left
    changes = [approved(str(number), "House") for number in range(300)]
    exported = write_export(request(read_xml(tmp_path / "l.xml"), tmp_path / "n.xml", changes))
    assert len(read_xml(exported.path).tracks) == 300
    assert {path.name for path in tmp_path.iterdir()} == {"l.xml", "n.xml"}


KILLED = """
import os, signal, sys
from pathlib import Path
from rekurate.rekordbox.export import document, write_export
from rekurate.rekordbox.xmlfile import read_xml
from tests.support.exports import approved, request

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

folder, moment = Path(sys.argv[1]), sys.argv[2]
if moment == "write":
    document._root = die
else:
    setattr(os, moment, die)
changes = [approved(str(number), "House") for number in range(300)]
write_export(request(read_xml(folder / "l.xml"), folder / "n.xml", changes))
"""
