"""From a staged change to an approved one: only `rekurate.store.approvals` makes the latter."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from json.encoder import encode_basestring
from typing import Final, NamedTuple, Protocol
from unicodedata import normalize


class Field(StrEnum):
    """The attributes of a track that may be staged; the names are those of the tool contract."""

    GENRE = "genre"
    LABEL = "label"
    YEAR = "year"
    ALBUM = "album"
    COMMENTS = "comments"
    RATING = "rating"
    COLOR = "color"


XML_ATTRIBUTE: Final = {
    Field.GENRE: "Genre",
    Field.LABEL: "Label",
    Field.YEAR: "Year",
    Field.ALBUM: "Album",
    Field.COMMENTS: "Comments",
    Field.RATING: "Rating",
    Field.COLOR: "Colour",
}
"""Our field -> Rekordbox's attribute: the one table of it."""


@dataclass(frozen=True, slots=True)
class StagedChange:
    """One pending, reversible change of one field of one track."""

    track_id: str
    field: Field
    old: str
    """As the library has it, as text in our units (rating 0 to 5, colour 0xRRGGBB, year in digits)."""
    new: str
    proposer: str = ""
    """classifier, agent, user, normalization, undo."""
    confidence: str = ""
    reason: str = ""
    location: str = ""
    """Of the file it is meant for: a library that is numbered anew may give the id to another one. "" where nobody
    kept it."""

    @property
    def hash(self) -> str:
        """Sha256 of exactly what would be written; another value, old or new, or another file is another change."""
        return hash_of(self.track_id, self.field.value, self.old, self.new, self.location)

    def is_about(self, location: str) -> bool:
        """Whether the file at `location` is the one this change is meant for, as far as that was kept."""
        return not self.location or same_location(self.location, location)


class ApprovalMode(StrEnum):
    """Which doors a user opens to a yes: `REKURATE_APPROVAL`."""

    CLIENT = "client"
    """Forms in the MCP client, and the terminal."""
    TERMINAL = "terminal"
    """The terminal alone."""
    CHAT = "chat"
    """The client's own tool prompt too."""


class Door(StrEnum):
    """How a yes can come."""

    ELICITATION = "elicitation"
    """A person fills in a form in their MCP client."""
    TERMINAL = "terminal"
    """A person answers `rekurate review`."""
    CHAT = "chat"
    """A person answers their client's own tool prompt, where their settings let that count."""
    PRACTICE = "demo"
    """Nobody's yes: the demo's own, which counts only for the library it has made itself (`make_practice_store`)."""


@dataclass(frozen=True, slots=True)
class ApprovedChange:
    """A change a person said yes to; the export takes nothing else."""

    change: StagedChange
    door: str
    """A `Door`, as it was written down."""
    approved_at: str


class Numbered(NamedTuple):
    """An approved change with its number in the export it was sealed for."""

    number: int
    approved: ApprovedChange


class SealedChanges(Protocol):
    """The approved changes of one export, numbered from 0; in a file, so that memory does not grow with them."""

    def __len__(self) -> int:
        """Return how many there are."""
        ...

    def __iter__(self) -> Iterator[ApprovedChange]:
        """Yield them in the order of their numbers."""
        ...

    def of(self, track_ids: Collection[str]) -> Mapping[str, tuple[Numbered, ...]]:
        """Return those of some tracks (a few hundred a call); a track without any is not in the answer."""
        ...


def same_location(one: str, other: str) -> bool:
    """Whether two paths name one file: macOS writes an accent as one character or as two."""
    return one == other or normalize("NFC", one) == normalize("NFC", other)


def hash_of(track_id: str, field: str, old: str, new: str, location: str = "") -> str:
    """Return the sha256 of the texts as a JSON list: what is said yes to, whichever form it is kept in.

    Without a location the list has four texts, as it had before locations were kept: those approvals still hold.
    """
    texts = (track_id, field, old, new, location) if location else (track_id, field, old, new)
    text = f"[{', '.join(map(encode_basestring, texts))}]"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def digest_of(changes: Iterable[StagedChange]) -> str:
    """Name a set of staged changes: 16 hex digits, the same in any order."""
    return digest_of_hashes(change.hash for change in changes)


def digest_of_hashes(hashes: Iterable[str]) -> str:
    """Name the set of changes that have these hashes."""
    return digest_of_ordered(sorted(hashes))


def digest_of_ordered(hashes: Iterable[str]) -> str:
    """Name the set of changes that have these hashes, which come in ascending order: none of them is kept."""
    digest, between = hashlib.sha256(), b""
    for one in hashes:
        digest.update(between + one.encode())
        between = b"\n"
    return digest.hexdigest()[:16]
