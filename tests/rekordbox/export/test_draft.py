import errno
import io
import tempfile

import pytest

from rekurate.errors import ExportError
from rekurate.rekordbox.export.draft import Spools, room_for_records


def no_space(data) -> int:
    raise OSError(errno.ENOSPC, f"No space left on device for {len(data)} bytes")


class FullDisk(io.BytesIO):
    def write(self, data) -> int:
        return no_space(data)


class FullStick(io.RawIOBase):
    """Below a buffer, which takes a few bytes before it finds no room."""

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, *_: int) -> int:
        return 0

    def write(self, data) -> int:
        return no_space(data)


def test_a_full_disk_is_named_with_what_to_do() -> None:
    spools = Spools(FullDisk(), io.BytesIO())
    with pytest.raises(ExportError, match=r"No room for the records in .*No space left.*nothing was written"):
        spools.put(b"<TRACK/>", b"")


def test_a_disk_that_fills_with_the_last_bytes_is_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", lambda _: io.BufferedRandom(FullStick()))

    def export() -> None:
        with room_for_records() as spools:
            spools.put(b"<TRACK/>", b"")
            spools.clear()

    with pytest.raises(ExportError, match="No room for the records"):
        export()


def test_closing_a_full_disk_does_not_hide_why_an_export_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", lambda _: io.BufferedRandom(FullStick()))

    def export() -> None:
        with room_for_records() as spools:
            spools.put(b"<TRACK/>", b"")
            raise ExportError("the library changed")

    with pytest.raises(ExportError, match="the library changed"):
        export()


def test_another_error_is_not_taken_for_a_full_disk() -> None:
    with pytest.raises(PermissionError, match="the library"), room_for_records():
        raise PermissionError(errno.EACCES, "the library")


def test_records_begin_anew_where_the_reading_does() -> None:
    with room_for_records() as spools:
        spools.put(b"old", b"old\n")
        spools.clear()
        spools.put(b"new", b"new\n")
        assert list(spools.entries()) == [b"new\n"]
