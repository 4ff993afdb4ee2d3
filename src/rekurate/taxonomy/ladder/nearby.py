"""Known spellings that are one typing mistake away from what somebody wrote."""

from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Final

from rekurate.taxonomy.entries import Entry

SHORTEST: Final = 5
"""Letters of a spelling that may be misspelt: a shorter one is too often another word."""


class Nearby:
    """Spellings one typing mistake away, found through their forms with one letter less."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        """Keep the spellings; the index is made by the first question, as most libraries are spelt well."""
        self._entries = entries
        self._index: dict[str, list[str]] | None = None
        self._lock = Lock()

    def of(self, key: str) -> list[str]:
        """Return the known keys one letter dropped, added, changed or swapped away from `key`."""
        index = self._made()
        found = {known for form in (key, *_shorter(key)) for known in index.get(form, ())}
        return sorted(known for known in found if _one_apart(key, known))

    def _made(self) -> dict[str, list[str]]:
        with self._lock:
            if self._index is None:
                index: dict[str, list[str]] = {}
                for key in self._entries:
                    if len(key) >= SHORTEST:
                        for form in (key, *_shorter(key)):
                            index.setdefault(form, []).append(key)
                self._index = index
            return self._index


def first_difference(one: str, other: str) -> int:
    """Return the place of the first letter in which two texts differ."""
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))


def _shorter(key: str) -> Iterable[str]:
    return (key[:at] + key[at + 1 :] for at in range(len(key)))


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter dropped, added, changed or swapped makes one of the other; digits must stay."""
    if one == other or [c for c in one if c.isdigit()] != [c for c in other if c.isdigit()]:
        return False
    at = first_difference(one, other)
    if len(one) == len(other):
        swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
        return one[at + 1 :] == other[at + 1 :] or swapped
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) - len(shorter) == 1 and longer[at + 1 :] == shorter[at:]
