"""What is wrong with a file that cannot be read as an XML, and what to do."""

import codecs
from pathlib import Path
from typing import BinaryIO, Final

EXPORT_AGAIN: Final = "In Rekordbox choose File > Export Collection in xml format and name that file."
_BLANK: Final = b"\0 \t\r\n"
_BLOCK: Final = 1 << 16
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def diagnosis(path: Path, problem: str) -> str:
    """Return the sentence for a file that no parser could read; `problem` is what the parser said."""
    with path.open("rb") as file:
        head = file.read(_BLOCK)
        end, zeros = _end(file)
    start = head.removeprefix(codecs.BOM_UTF8).lstrip(_BLANK)
    if not end:
        return f"{path} is empty. {EXPORT_AGAIN}"
    if head.startswith(_UTF_16):
        return f"{path} is written in UTF-16 and damaged ({problem}). Rekordbox writes UTF-8. {EXPORT_AGAIN}"
    if head.startswith(b"SQLite format 3\0") or (path.suffix.casefold() == ".db" and not start.startswith(b"<")):
        return f"{path} is a database, not an XML. Name it in REKORDBOX_DB_PATH, and unset REKORDBOX_XML_PATH."
    if not end.endswith(b"</DJ_PLAYLISTS>"):
        after = f"and {zeros} zero bytes follow: " if zeros else ""
        return (
            f"{path} ends in the middle: {after}it is half copied, still being written, or no Rekordbox XML. "
            f"Wait until it is finished or export it again. {EXPORT_AGAIN}"
        )
    if zeros:
        return f"{path} was copied badly: {zeros} zero bytes follow its end. {EXPORT_AGAIN}"
    return f"{path} is damaged ({problem}). {EXPORT_AGAIN}"


def _end(file: BinaryIO) -> tuple[bytes, int]:
    """Return the last bytes that are not blank, and how many zero bytes follow them."""
    position, zeros = file.seek(0, 2), 0
    while position:
        size = min(_BLOCK, position)
        position -= size
        file.seek(position)
        block = file.read(size)
        kept = block.rstrip(_BLANK)
        zeros += block.count(b"\0", len(kept))
        if kept:
            return kept, zeros
    return b"", zeros
