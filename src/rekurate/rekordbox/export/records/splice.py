"""One record of the user's own XML with only the staged attributes replaced, every other byte as it was."""

from collections.abc import Mapping

from rekurate.errors import ExportError
from rekurate.model import XML_ATTRIBUTE, Field
from rekurate.rekordbox.export.records.attributes import ORDER, escape
from rekurate.rekordbox.export.records.parse import Read, read_record
from rekurate.rekordbox.export.records.scan import value_span
from rekurate.rekordbox.values import xml_text


class Garbled(ExportError):
    """A record did not come out as it should: it stays out, and the others go on."""


def splice(tag: bytes, before: Mapping[str, str], changes: Mapping[Field, str], read: Read = read_record) -> bytes:
    """Return the opening tag of a record, whose attributes are `before`, with the values of `changes` (in our units).

    A value that is the same already keeps its bytes, however they are escaped; an attribute that is missing is
    inserted where Rekordbox would have it. `read` reads the outcome again. Raises Garbled when it is not exactly that.
    """
    wanted = {XML_ATTRIBUTE[field]: xml_text(field, value) for field, value in changes.items()}
    for name, text in wanted.items():
        if before.get(name) != text:
            tag = _with(tag, name, escape(text).encode())
    if read(closed(tag)) != {**before, **wanted}:  # exactly the wanted attributes may differ
        raise Garbled("its record is written in a way that cannot be changed safely; export the collection again")
    return tag


def closed(tag: bytes) -> bytes:
    """Return an opening tag as an empty element: the record without its cues and beat grid."""
    return tag if tag.endswith(b"/>") else tag[:-1] + b"/>"


def _with(tag: bytes, name: str, value: bytes) -> bytes:
    found = value_span(tag, name.encode())
    if found:
        return tag[: found[0]] + value + tag[found[1] :]
    before = (value_span(tag, other.encode()) for other in ORDER[: ORDER.index(name)])
    position = max((end + 1 for _, end in filter(None, before)), default=len(b"<TRACK"))
    return tag[:position] + b" " + name.encode() + b'="' + value + b'"' + tag[position:]
