"""The new file: header, the records, the playlists."""

import shutil
from collections.abc import Mapping, Sequence
from typing import IO, BinaryIO, Final

from rekurate.rekordbox.export.attributes import escape
from rekurate.rekordbox.export.origin import Origin

_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>'
Playlists = Mapping[str, Sequence[str]]
"""Name -> TrackIDs in order."""


def write_document(file: BinaryIO, origin: Origin, count: int, spool: IO[bytes], playlists: Playlists) -> None:
    """Write the whole document; `spool` holds the `count` records, one after the other, lines ended."""
    end = origin.end_of_line
    head = (
        _DECLARATION,
        b"",
        b'<DJ_PLAYLISTS Version="1.0.0">',
        b"  " + origin.product,
        f'  <COLLECTION Entries="{count}">'.encode(),
    )
    file.write(end.join(head) + end)
    spool.seek(0)
    shutil.copyfileobj(spool, file, 1 << 20)
    file.write(end.join((b"  </COLLECTION>", b"  <PLAYLISTS>", _root(len(playlists)))) + end)
    for name, ids in playlists.items():
        file.write(f'      <NODE Name="{escape(name)}" Type="1" KeyType="0" Entries="{len(ids)}">'.encode() + end)
        file.writelines(f'        <TRACK Key="{escape(id_)}"/>'.encode() + end for id_ in ids)
        file.write(b"      </NODE>" + end)
    file.write(end.join((b"    </NODE>", b"  </PLAYLISTS>", b"</DJ_PLAYLISTS>")) + end)


def _root(count: int) -> bytes:
    return f'    <NODE Type="0" Name="ROOT" Count="{count}">'.encode()
