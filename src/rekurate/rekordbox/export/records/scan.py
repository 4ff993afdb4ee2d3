"""Find the records of an XML collection as byte ranges, in one pass, with memory that does not grow with the file.

A scanner of bytes, not a parser: it gives exact offsets, and it still finds the sound records of a file in which one
value is damaged. What it finds is judged by a real parser afterwards (`parse`, `validate`).
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from rekurate.errors import ExportError
from rekurate.rekordbox.characters import REPLACED, is_writable

_CHUNK: Final = 1 << 20
_INSIDE: Final = rb"""[^<>"']*+(?:(?:"[^"]*"|'[^']*')[^<>"']*+)*+>"""
"""The rest of a tag; a ">" inside a value does not end it."""
_TOKEN: Final = re.compile(
    rb"<(?:(?:TRACK|NODE|PRODUCT)(?=\s)" + _INSIDE + rb"|/(?:TRACK|COLLECTION)\s*>"
    rb"|COLLECTION(?=[\s>/])" + _INSIDE + rb"|!--(?s:.*?)(?:-->|\Z))"
)
_ATTRIBUTE: Final = re.compile(rb"""\s([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SINGLE: Final = re.compile(rb"=\s*'")
_NAME: Final = re.compile(rb"<(/?[A-Z]+)")
_COMMENT: Final = b"<!--"
_REFERENCE: Final = re.compile(r"&(?:#0*(\d{1,7})|#x0*([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LONE: Final = re.compile("[\udc80-\udcff]")
_WHITE: Final = re.compile("\r\n|[\t\n\r]")
"""What a parser reads as one space."""


class Token(NamedTuple):
    """A tag that matters here: TRACK, NODE, PRODUCT, COLLECTION or an end of one of them."""

    start: int
    end: int
    """Byte offsets in the file."""
    text: bytes

    @property
    def name(self) -> bytes:
        """TRACK, /TRACK, NODE..."""
        found = _NAME.match(self.text)
        return found[1] if found else b""

    @property
    def is_closed(self) -> bool:
        """Whether the tag is an empty element."""
        return self.text.endswith(b"/>")


class Record(NamedTuple):
    """A TRACK element of the collection."""

    start: int
    end: int
    """Byte offsets of the whole element, children included."""
    tag: bytes
    """Its opening tag alone."""


def records(file: BinaryIO, others: "list[Token] | None" = None) -> Iterator[Record]:
    """Yield every TRACK of the collection; put PRODUCT and the NODEs of the playlist tree into `others`.

    Raises ExportError when the collection does not end.
    """
    inside: bool | None = None
    opened: Token | None = None
    for token in tokens(file):
        name = token.name
        if name == b"TRACK":
            if inside and token.is_closed:
                yield Record(*token)
            opened = token
        elif name == b"/TRACK":
            if inside and opened:
                yield Record(opened.start, token.end, opened.text)
        elif name.endswith(b"COLLECTION"):
            inside = not token.is_closed and name == b"COLLECTION"
        elif others is not None:
            others.append(token)
    _require_end(inside=inside)


def _require_end(*, inside: bool | None) -> None:
    """Refuse a collection that was still open at the end of the file, or not there at all."""
    if inside is not False:
        raise ExportError(
            "The library ends in the middle, so it is being written just now; nothing was exported. Try again when it "
            "is finished."
        )


def tokens(file: BinaryIO) -> Iterator[Token]:
    """Yield the tags that matter, in order, comments left out."""
    file.seek(0)
    base, buffer = 0, b""
    while chunk := file.read(_CHUNK):
        buffer += chunk
        done = 0
        for found in _TOKEN.finditer(buffer):
            if found.group().startswith(_COMMENT):
                done = found.end() if found.group().endswith(b"-->") else found.start()
                continue
            done = found.end()
            yield Token(base + found.start(), base + done, found.group())
        keep = _unfinished(buffer, done)
        base += keep
        buffer = buffer[keep:]


def _unfinished(buffer: bytes, done: int) -> int:
    """Return where what may go on in the next chunk begins: an open comment, or the last tag."""
    if buffer.startswith(_COMMENT, done):
        return done
    last = buffer.rfind(b"<", done)
    return last if last >= 0 else len(buffer)


def attribute(tag: bytes, name: bytes) -> str | None:
    """Return one attribute of a tag as text, or None where it has none."""
    found = value_span(tag, name)
    return _text(tag[found[0] : found[1]]) if found else None


def value_span(tag: bytes, name: bytes) -> tuple[int, int] | None:
    """Return where the value of an attribute begins and ends in its tag, quotes left out; None where it has none."""
    quick = tag.find(b" " + name + b'="')
    if quick >= 0 and (b"'" not in tag or not _SINGLE.search(tag)):
        # No value holds a raw double quote then, and the first find is the attribute.
        begin = quick + len(name) + 3
        end = tag.find(b'"', begin)
        return (begin, end) if end >= 0 else None  # cut off: the file is another one than it was
    for found in _ATTRIBUTE.finditer(tag):
        if found[1] == name:
            return found.span(2 if found[2] is not None else 3)
    return None


def _text(value: bytes) -> str:
    text = _WHITE.sub(" ", _decoded(value))
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _decoded(value: bytes) -> str:
    """Read bytes that are no UTF-8 as the mended reading of the library does, one replacement for each."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return _LONE.sub(REPLACED, value.decode("utf-8", "surrogateescape"))


def _character(found: "re.Match[str]") -> str:
    """Return what a reference stands for; what XML cannot hold is replaced, as the mended reading does it."""
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1]) if found[1] else int(found[2], 16)
    return chr(code) if is_writable(code) else REPLACED
