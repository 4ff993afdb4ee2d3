"""The attributes of a record, read by a real parser: what the scanner found is judged here."""

from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

Read = Callable[[bytes], Mapping[str, str] | None]
_ROOT: Final = b"<records>"


class RecordParser:
    """Reads element after element as children of one document: a parser for each would cost half of an export.

    Used by one thread at a time.
    """

    def __init__(self) -> None:
        self._begin()

    def read(self, record: bytes) -> Mapping[str, str] | None:
        """Return the attributes of an element, or None when it is not well-formed on its own: it is damaged."""
        self._found: list[Mapping[str, str]] = []
        try:
            self._parser.Parse(record)
        except expat.ExpatError:
            self._begin()
            return None
        if self._depth or len(self._found) != 1:  # it does not end, or is more than one: the next would not be alone
            self._begin()
            return None
        return self._found[0]

    def _begin(self) -> None:
        self._parser = expat.ParserCreate("UTF-8")
        self._parser.Parse(_ROOT)
        self._depth = 0
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        del tag
        if not self._depth:
            self._found.append(attributes)
        self._depth += 1

    def _end(self, tag: str) -> None:
        del tag
        self._depth -= 1


def read_record(record: bytes) -> Mapping[str, str] | None:
    """Return the attributes of one element alone, or None when it is damaged."""
    return RecordParser().read(record)
