"""Hashes of changes in 32 bytes each: a question about 100,000 changes weighs 3 MB, not the changes themselves."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

_SIZE: Final = 32
"""Bytes of a sha256."""
_HEAD: Final = 8
"""Of these, the ones that are searched, as numbers."""
_TAIL: Final = _SIZE - _HEAD


class Hashes(AbstractSet[str]):
    """A set of hashes: hex digits outside, ordered bytes inside."""

    __slots__ = ("_heads", "_tails")

    def __init__(self) -> None:
        self._heads = array("Q")
        self._tails = bytearray()

    def append(self, name: str) -> None:
        """Take one more, which comes after all there are. Raises ValueError for what is no hash, or comes before."""
        value = bytes.fromhex(name)
        if len(value) != _SIZE or (self._heads and value <= self._at(-1)):
            raise ValueError(name)
        self._heads.append(int.from_bytes(value[:_HEAD], "big"))
        self._tails += value[_HEAD:]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._heads)

    def __iter__(self) -> Iterator[str]:
        """Yield them in ascending order."""
        return (self._at(place).hex() for place in range(len(self)))

    def __contains__(self, name: object) -> bool:
        """Whether this hash is one of them."""
        try:
            value = bytes.fromhex(str(name))
        except ValueError:
            return False
        head = int.from_bytes(value[:_HEAD], "big")
        place = bisect_left(self._heads, head)
        while place < len(self) and self._heads[place] == head:
            if self._at(place) == value:
                return True
            place += 1
        return False

    def _at(self, place: int) -> bytes:
        place %= len(self)
        tail = self._tails[place * _TAIL : (place + 1) * _TAIL]
        return self._heads[place].to_bytes(_HEAD, "big") + tail
