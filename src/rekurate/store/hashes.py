"""Hashes of changes in 32 bytes each: a question about 100,000 changes weighs 3 MB, not the changes themselves."""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import Final

_SIZE: Final = 32
"""Bytes of a sha256."""


class Hashes(Collection[str]):
    """A set of hashes, written as hex digits outside and kept as ordered bytes inside."""

    __slots__ = ("_bytes",)

    def __init__(self) -> None:
        self._bytes = bytearray()

    def append(self, name: str) -> None:
        """Take one more, which comes after all there are. Raises ValueError for what is no hash."""
        value = bytes.fromhex(name)
        if len(value) != _SIZE or (self._bytes and value <= self._bytes[-_SIZE:]):
            raise ValueError(name)
        self._bytes += value

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._bytes) // _SIZE

    def __iter__(self) -> Iterator[str]:
        """Yield them in ascending order."""
        return (self._at(place).hex() for place in range(len(self)))

    def __contains__(self, name: object) -> bool:
        """Whether this hash is one of them."""
        try:
            value = bytes.fromhex(str(name))
        except ValueError:
            return False
        place = bisect_left(range(len(self)), value, key=self._at)
        return place < len(self) and self._at(place) == value

    def _at(self, place: int) -> bytes:
        return bytes(self._bytes[place * _SIZE : (place + 1) * _SIZE])
