import errno
import io

import pytest

from rekurate.errors import ExportError
from rekurate.rekordbox.export.draft import Spools, room_for_records


class FullDisk(io.BytesIO):
    def write(self, data) -> int:
        raise OSError(errno.ENOSPC, f"No space left on device for {len(data)} bytes")


def test_a_full_disk_is_named_with_what_to_do() -> None:
    spools = Spools(FullDisk(), io.BytesIO())
    with pytest.raises(ExportError, match=r"No room for the records in .*No space left.*nothing was written"):
        spools.put(b"<TRACK/>", b"")


def test_another_error_is_not_taken_for_a_full_disk() -> None:
    with pytest.raises(PermissionError, match="the library"), room_for_records():
        raise PermissionError(errno.EACCES, "the library")


def test_records_begin_anew_where_the_reading_does() -> None:
    with room_for_records() as spools:
        spools.put(b"old", b"old\n")
        spools.clear()
        spools.put(b"new", b"new\n")
        assert list(spools.entries()) == [b"new\n"]
