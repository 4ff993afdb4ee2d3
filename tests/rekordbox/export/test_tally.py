"""What is left out is counted whole, named in part, and said once."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.exports import approved, request
from tests.support.rekordbox_xml import record, write_library

from rekurate.errors import ExportError
from rekurate.rekordbox.export import Exported, LeftOut, Reason, write_export
from rekurate.rekordbox.export.origins import origin
from rekurate.rekordbox.xmlfile import read_xml


def exported(folder: Path, records: Sequence[str], changes: Sequence[object], **options: object) -> Exported:
    library = read_xml(write_library(folder / "l.xml", *records))
    return write_export(request(library, folder / "n.xml", changes, **options))


def test_twenty_are_named_and_all_are_counted(tmp_path: Path) -> None:
    stale = [str(number) for number in range(300)]
    records = [record((), TrackID=one, Genre="Theirs") for one in stale]
    changes = [approved(one, "Mine") for one in stale] + [approved("ok", "Mine"), approved("gone", "Mine")]
    found = exported(tmp_path, [*records, record((), TrackID="ok")], changes)
    assert found.left_out.counts == {Reason.CHANGED_SINCE_STAGING: 300, Reason.GONE: 1}
    assert [one.track_id for one in found.left_out.first] == stale[:20]
    assert (found.tracks, found.changes, found.inside) == (1, 1, bytes(300) + bytes([1, 0]))


def test_nothing_left_counts_all_of_it(tmp_path: Path) -> None:
    changes = [approved(f"gone {number}", "Mine") for number in range(30)]
    with pytest.raises(ExportError, match=r"Nothing is left to write \(gone: 30\)"):
        exported(tmp_path, [record()], changes)


def test_records_that_repeat_an_id_are_one_track_left_out(tmp_path: Path) -> None:
    twins = [record((), TrackID="7", Location=f"file://localhost/{one}") for one in "abc"]
    found = exported(
        tmp_path, [*twins, record()], [approved("1", "Mine"), approved("7", "Mine")], playlists={"Set": ["7", "1"]}
    )
    assert found.left_out.counts == {Reason.DUPLICATE_ID: 1}
    assert found.left_out.first == (LeftOut("7", Reason.DUPLICATE_ID, "7", (approved("7", "Mine").change,)),)
    assert (found.playlists, found.companions) == ({"Set": 1}, 0)


def test_a_companion_that_comes_twice_is_left_out_once(tmp_path: Path) -> None:
    twins = [record((), TrackID="7", Location=f"file://localhost/{one}") for one in "ab"]
    found = exported(tmp_path, [*twins, record()], [approved("1", "Mine")], playlists={"Set": ["7", "404"]})
    assert found.left_out.first == (LeftOut("7", Reason.DUPLICATE_ID, "7"), LeftOut("404", Reason.GONE))


def test_a_track_that_is_gone_and_in_a_playlist_is_said_to_be_gone_once(tmp_path: Path) -> None:
    changes = [approved("1", "Mine"), approved("404", "Mine")]
    found = exported(tmp_path, [record()], changes, playlists={"Set": ["404", "1"]})
    assert found.left_out.first == (LeftOut("404", Reason.GONE, "", (changes[1].change,)),)


@given(st.lists(st.text("ab", max_size=4)))
def test_repeats_are_the_values_that_occur_twice_however_many_there_are(values: list[str]) -> None:
    repeats = origin.Repeats()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(origin, "_RUN", 3)
        for value in values:
            repeats.add(value)
        assert {value for value in values if value in repeats} == {one for one in values if values.count(one) > 1}
