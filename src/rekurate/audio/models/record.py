"""What the person decided about model weights and what was fetched: `models.json` in the model folder."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rekurate.errors import ConfigError
from rekurate.model import Clock
from rekurate.model.times import iso
from rekurate.places import insist

_FILE: Final = "models.json"


@dataclass(frozen=True, slots=True)
class Record:
    """The file, read anew each time: another process may have changed it. One that cannot be read says nothing."""

    folder: Path
    clock: Clock

    def used(self) -> tuple[Path, Path | None] | None:
        """Return the backbone and head that were chosen, or None where that is left to us."""
        used = self._read().get("used", {})
        if not used.get("backbone"):
            return None
        return Path(used["backbone"]), Path(used["head"]) if used.get("head") else None

    def use(self, backbone: Path, head: Path | None) -> None:
        """Keep which weights run from now on. Raises ConfigError, as all that write do."""
        record = self._read()
        record["used"] = {"backbone": str(backbone), "head": str(head) if head else ""}
        self._write(record)

    def use_default(self) -> None:
        """Leave the choice of weights to us again."""
        record = self._read()
        record.pop("used", None)
        self._write(record)

    def accepted(self, licence: str) -> bool:
        """Whether the person has accepted this licence before."""
        return licence in self._read().get("licences", {})

    def accept(self, licence: str) -> None:
        """Keep that the person accepts a licence."""
        record = self._read()
        record.setdefault("licences", {})[licence] = iso(self.clock())
        self._write(record)

    def sha256_of(self, file: str) -> str:
        """Return the hash a file had when it was fetched, "" where it was not."""
        return str(self._read().get("files", {}).get(file, {}).get("sha256", ""))

    def fetched(self, file: str, sha256: str) -> None:
        """Keep that a file was fetched."""
        record = self._read()
        record.setdefault("files", {})[file] = {"sha256": sha256, "fetched_at": iso(self.clock())}
        self._write(record)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Turn a failure to write into the model folder into a ConfigError with its next step."""
        try:
            yield
        except OSError as error:
            raise ConfigError(
                f"The model folder {self.folder} cannot be written ({error.strerror or error}): mend that, or name "
                "another with REKURATE_MODELS_DIR."
            ) from error

    def _read(self) -> dict[str, Any]:
        try:
            record = json.loads((self.folder / _FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return record if isinstance(record, dict) else {}

    def _write(self, record: dict[str, Any]) -> None:
        draft = self.folder / f"{_FILE}.{os.getpid()}"
        with self.writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(record, indent=2, sort_keys=True) + "\n", encoding="utf-8")
            insist(draft.replace, self.folder / _FILE)
