"""From a staged change to an approved one: only `rekurate.store.approvals` makes the latter."""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


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


_as_json: Final = json.JSONEncoder(ensure_ascii=False).encode
"""One encoder for all: `json.dumps` makes one a call, half the cost of a hash."""


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

    @property
    def hash(self) -> str:
        """Sha256 of exactly what would be written; another value, old or new, is another change."""
        text = _as_json([self.track_id, self.field.value, self.old, self.new])
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class ApprovedChange:
    """A change a person said yes to; the export takes nothing else."""

    change: StagedChange
    door: str
    """How the person answered: elicitation, terminal, review_page, chat."""
    approved_at: str


def digest_of(changes: "tuple[StagedChange, ...] | list[StagedChange]") -> str:
    """Name a set of staged changes: 16 hex digits, the same in any order."""
    return digest_of_hashes([change.hash for change in changes])


def digest_of_hashes(hashes: list[str]) -> str:
    """Name the set of changes that have these hashes."""
    joined = "\n".join(sorted(hashes))
    return hashlib.sha256(joined.encode()).hexdigest()[:16]
