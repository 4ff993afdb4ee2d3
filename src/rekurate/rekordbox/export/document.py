"""The new file: header, the records, the playlists."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, BinaryIO, Final

from rekurate.rekordbox.export.records.attributes import escape

_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>'


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a new file."""

    product: bytes
    """The PRODUCT element."""
    end_of_line: bytes
    count: int
    spool: IO[bytes]
    """One after the other, lines ended."""


@dataclass(frozen=True, slots=True)
class Node:
    """A playlist of a new file."""

    name: str
    count: int
    lines: Iterable[bytes]
    """Its entries as `entry` writes them."""


def entry(track_id: str, end_of_line: bytes) -> bytes:
    """Return the line of one track in a playlist."""
    return f'        <TRACK Key="{escape(track_id)}"/>'.encode() + end_of_line


def entries(track_ids: Iterable[str], end_of_line: bytes) -> Iterator[bytes]:
    """Yield the lines of several tracks."""
    return (entry(track_id, end_of_line) for track_id in track_ids)


def write_document(file: BinaryIO, records: Records, playlists: Sequence[Node]) -> None:
    """Write the whole document."""
    end = records.end_of_line
    head = (
        _DECLARATION,
        b"",
        b'<DJ_PLAYLISTS Version="1.0.0">',
        b"  " + records.product,
        f'  <COLLECTION Entries="{records.count}">'.encode(),
    )
    file.write(end.join(head) + end)
    shutil.copyfileobj(records.spool, file, 1 << 18)
    file.write(end.join((b"  </COLLECTION>", b"  <PLAYLISTS>", _root(len(playlists)))) + end)
    for node in playlists:
        head_of = f'      <NODE Name="{escape(node.name)}" Type="1" KeyType="0" Entries="{node.count}">'
        file.write(head_of.encode() + end)
        file.writelines(node.lines)
        file.write(b"      </NODE>" + end)
    file.write(end.join((b"    </NODE>", b"  </PLAYLISTS>", b"</DJ_PLAYLISTS>")) + end)


def _root(count: int) -> bytes:
    return f'    <NODE Type="0" Name="ROOT" Count="{count}">'.encode()
