"""The desk of a running Rekurate: each part of it is made by the first use that needs it, and kept."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar, cast

from rekurate.config import Settings
from rekurate.curation.desk import Desk
from rekurate.model import ApprovalMode, Clock, LibraryDoor, Witness

if TYPE_CHECKING:
    from rekurate.store import Store
    from rekurate.taxonomy.compiled import CompiledTaxonomy

T = TypeVar("T")


class SettledDesk(Desk):
    """The desk of a running Rekurate, made from settings.

    Its parts are made on first use. So a client that only lists the tools does not wait for a library, SQLite or the
    genre tables. And a part that fails, such as a store that cannot be opened, does not keep tools from working that
    do not need it: the error reaches the tool that does, and the next use tries again.
    """

    __slots__ = ("_lock", "_made", "_settings")
    _lock: RLock
    _made: dict[str, Any]
    _settings: Settings

    def __init__(self, settings: Settings) -> None:
        """Keep the settings; open nothing."""
        keep = object.__setattr__  # the desk is frozen
        keep(self, "_settings", settings)
        keep(self, "_made", {})
        keep(self, "_lock", RLock())

    @property
    def library(self) -> LibraryDoor:
        """The door to the Rekordbox library."""
        return self._once("library", _library)

    @property
    def store(self) -> "Store":
        """Our SQLite file, opened."""
        return self._once("store", _store)

    @property
    def taxonomy(self) -> "CompiledTaxonomy":
        """The genre tables, compiled and checked."""
        return self._once("taxonomy", _taxonomy)

    @property
    def witnesses(self) -> Mapping[str, Witness]:
        """Every source outside the library, also those that are not configured."""
        return self._once("witnesses", self._witnesses)

    @property
    def exports(self) -> Path:
        """Folder of new XML files."""
        return self._settings.exports

    @property
    def approval(self) -> ApprovalMode:
        """Which doors for approval the user allows."""
        return self._settings.approval

    @property
    def clock(self) -> Clock:
        """Seconds since the epoch."""
        return time.time

    def close(self) -> None:
        """Close the store, if it was opened: then its one file holds everything, as a backup needs it.

        A later use opens it again.
        """
        store: Store | None = self._made.get("store")
        if store is not None:
            store.close()

    def _witnesses(self, settings: Settings) -> Mapping[str, Witness]:
        from rekurate.compose.witnesses import build_witnesses  # noqa: PLC0415 - brings every source along

        return build_witnesses(settings, self.store.evidence, self.clock, lambda: self.taxonomy)

    def _once(self, name: str, make: Callable[[Settings], T]) -> T:
        made = self._made
        if name not in made:
            with self._lock:
                if name not in made:
                    made[name] = make(self._settings)
        return cast("T", made[name])


def build_desk(settings: Settings) -> SettledDesk:
    """Return a desk over these settings. No file is opened before its first use."""
    return SettledDesk(settings)


def _library(settings: Settings) -> LibraryDoor:
    from rekurate.rekordbox.door import RekordboxDoor  # noqa: PLC0415 - brings the readers along

    return RekordboxDoor(settings.database, settings.xml)


def _store(settings: Settings) -> "Store":
    from rekurate.store import open_store  # noqa: PLC0415 - brings SQLite along

    return open_store(settings.store)


def _taxonomy(settings: Settings) -> "CompiledTaxonomy":
    from rekurate.taxonomy.compiled import compile_taxonomy  # noqa: PLC0415 - the server's start must not wait for it

    return compile_taxonomy(settings.taxonomy)
