"""The desk: everything a use case works with, composed once and passed to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rekurate.model import ApprovalMode, Clock, LibraryDoor, Witness
from rekurate.taxonomy import Taxonomy

if TYPE_CHECKING:  # the store brings SQLite along, which no tool needs before its first call
    from rekurate.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """The collaborators of every use case; built by `rekurate.compose`, or from fakes by a test."""

    library: LibraryDoor
    store: "Store"
    taxonomy: Taxonomy
    witnesses: Mapping[str, Witness]
    """Providers and analyzers by name, also those that are not configured: `Witness.unavailable` says which."""
    exports: Path
    """Folder new XML files go to when no path is named."""
    approval: ApprovalMode
    clock: Clock

    @property
    def library_id(self) -> str:
        """The name under which everything that is decided about this library is kept. Reads the library if need be."""
        return self.library.read().source.library_id
