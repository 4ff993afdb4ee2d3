"""The practised import takes over the exported attributes by location, and leaves cues and everything else alone."""

from pathlib import Path

import pytest
from tests.support.rekordbox_xml import record, write_library

from rekurate.demo.imported import import_into_copy


def test_attributes_arrive_by_location_and_cues_stay(tmp_path: Path) -> None:
    one, two = record(TrackID="1", Genre="", Name="A &gt; B"), record(TrackID="2", Genre="House")
    library = write_library(tmp_path / "library.xml", one, two)
    export = write_library(tmp_path / "export.xml", record((), TrackID="1", Genre="Techno", Name="A &gt; B"))
    copy = tmp_path / "copy.xml"
    import_into_copy(library, export, copy)
    assert copy.read_bytes() == library.read_bytes().replace(b'Genre=""', b'Genre="Techno"')


def test_a_copy_that_is_there_is_not_touched(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library.xml", record(TrackID="1"))
    with pytest.raises(FileExistsError):
        import_into_copy(library, library, library)
