"""The person's model folder: which weights are there, which are used, and what their content is."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from rekurate.audio.effnet.nodes import EMBEDDING, HEAD_INPUT, MEL_INPUT, PATCH
from rekurate.audio.effnet.protobuf import Graph, NotAModel, graph_of
from rekurate.audio.effnet.vector import CLASSES
from rekurate.audio.models.download import Download, Progress, can_read, sha256_of
from rekurate.audio.models.registry import MODELS, PUBLISHER, Model, ModelFile
from rekurate.errors import BadRequest, ConfigError, NotConfigured
from rekurate.model import Clock, Line, Stop
from rekurate.model.times import iso
from rekurate.places import is_file

_RECORD: Final = "models.json"
SUFFIXES: Final = (".onnx", ".pb")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The weights that run."""

    backbone: Path
    head: Path | None
    digest: str
    """First 12 hex digits of each file's sha256, joined by "+": names the model in the evidence."""

    @property
    def runtime(self) -> str:
        """The package that runs them: onnxruntime or essentia."""
        return "onnxruntime" if self.backbone.suffix.lower() == ".onnx" else "essentia"


@dataclass(frozen=True, slots=True)
class FileState:
    """What is known of one file."""

    model: str
    file: str
    state: str
    """missing, partial, unreadable, ok, recorded (its hash was unknown when fetched and is unchanged since), changed,
    size."""
    path: Path
    sha256: str = ""
    used: bool = False


class ModelShelf:
    """Weights in one folder, and the choice among them, kept in `models.json` there."""

    def __init__(self, folder: Path, line: Callable[[], Line] | None, clock: Clock, own: Path | None = None) -> None:
        """Keep the folder; `line` opens the way to the publisher, `own` is the weights the settings name."""
        self.folder = folder
        self._line = line
        self._clock = clock
        self._own = own
        self._digests: dict[tuple[str, int, int], str] = {}

    def chosen(self) -> Chosen | None:
        """Return the weights to run, or None: those of the settings, else of `use`, else what was fetched."""
        if self._own is not None:
            return None if self._own_fault() else self._choice(self._own, None)
        used = self._read().get("used", {})
        if used.get("backbone"):
            return self._kept(Path(used["backbone"]), used.get("head", ""))
        for model in MODELS:
            if all(can_read(self.folder / file.name) for file in model.files):
                head = self.folder / model.head.name if model.head else None
                return self._choice(self.folder / model.backbone.name, head)
        return None

    def lost(self) -> str | None:
        """Return what to do about weights that the person named and that cannot be used; None when all is well."""
        if self.chosen() is not None:
            return None
        if self._own is not None:
            return f"EFFNET_MODEL_PATH: {self._own_fault()} Correct it, or take the setting out."
        used = self._read().get("used", {}).get("backbone")
        if used:
            return (
                f"The weights in use, {used}, are not there any more or may not be read: `rekurate models use PATH` or "
                "`rekurate models fetch`."
            )
        paths = (self.folder / file.name for model in MODELS for file in model.files)
        locked = next((path for path in paths if is_file(path) and not can_read(path)), None)
        return None if locked is None else f"{locked} may not be read: correct its permissions."

    def why_none(self) -> str:
        """Say what to do when `chosen` is None."""
        size = f"{MODELS[0].size / 1e6:.0f} MB, non-commercial licence"
        return self.lost() or f"No weights: `rekurate models fetch` ({size}) or `rekurate models use PATH`."

    def accepted(self, licence: str) -> bool:
        """Whether the person has accepted this licence before."""
        return licence in self._read().get("licences", {})

    def accept(self, licence: str) -> None:
        """Record that the person accepts a licence."""
        record = self._read()
        record.setdefault("licences", {})[licence] = iso(self._clock())
        self._write(record)

    def fetch(self, model: Model, progress: Progress, stop: Stop = lambda: False) -> list[FileState]:
        """Fetch what is missing of a model and use it.

        Raises NotConfigured without a way to the publisher, ProviderError, ConfigError.
        """
        if self._line is None:
            raise NotConfigured("Nothing here can reach the publisher of the models.")
        way = Download(self._line(), progress, stop)
        for file in model.files:
            target = self.folder / file.name
            if not is_file(target):
                with self._writing():
                    digest = way.fetch(PUBLISHER + file.path, file, target)
                self._note(file, digest)
        record = self._read()
        record.pop("used", None)
        if model is not MODELS[0]:
            head = str(self.folder / model.head.name) if model.head else ""
            record["used"] = {"backbone": str(self.folder / model.backbone.name), "head": head}
        self._write(record)
        return [state for state in self.files() if state.model == model.name]

    def use(self, backbone: Path, head: Path | None = None) -> Chosen:
        """Run weights from elsewhere from now on. Raises BadRequest when a file is not what it is given as."""
        _check(backbone, EMBEDDING if head else CLASSES)
        if head is not None:
            _check(head, CLASSES, head=True)
        record = self._read()
        record["used"] = {"backbone": str(backbone.absolute()), "head": str(head.absolute()) if head else ""}
        self._write(record)
        return self._choice(backbone.absolute(), head.absolute() if head else None)

    def files(self) -> list[FileState]:
        """Return the state of every known file; hashes what is there."""
        chosen = self.chosen()
        used = {chosen.backbone, chosen.head} if chosen else set()
        return [self._state(model, file, self.folder / file.name in used) for model in MODELS for file in model.files]

    def _state(self, model: Model, file: ModelFile, used: bool) -> FileState:  # noqa: FBT001 - private
        path = self.folder / file.name
        if not is_file(path):
            part = is_file(path.with_name(path.name + ".part"))
            return FileState(model.name, file.name, "partial" if part else "missing", path)
        if not can_read(path):
            return FileState(model.name, file.name, "unreadable", path)
        digest = self._digest(path)
        recorded = self._read().get("files", {}).get(file.name, {}).get("sha256", "")
        if path.stat().st_size != file.size:
            state = "size"
        elif file.sha256:
            state = "ok" if digest == file.sha256 else "changed"
        else:
            state = "recorded" if digest == (recorded or digest) else "changed"
        return FileState(model.name, file.name, state, path, digest, used)

    def _own_fault(self) -> str:
        """Return why the weights of the settings cannot be used, "" when they can; looks into a file once."""
        own = self._own
        if own is None or not is_file(own):
            return f"{own} is not there."
        status = own.stat()
        return _fault(own, status.st_size, status.st_mtime_ns)

    def _kept(self, backbone: Path, head: str) -> Chosen | None:
        present = can_read(backbone) and (not head or can_read(Path(head)))
        return self._choice(backbone, Path(head) if head else None) if present else None

    def _choice(self, backbone: Path, head: Path | None) -> Chosen:
        digests = [self._digest(path)[:12] for path in (backbone, head) if path is not None]
        return Chosen(backbone, head, "+".join(digests))

    def _digest(self, path: Path) -> str:
        status = path.stat()
        key = (str(path), status.st_size, status.st_mtime_ns)
        if key not in self._digests:
            self._digests[key] = sha256_of(path)
        return self._digests[key]

    def _note(self, file: ModelFile, digest: str) -> None:
        record = self._read()
        record.setdefault("files", {})[file.name] = {"sha256": digest, "fetched_at": iso(self._clock())}
        self._write(record)

    def _read(self) -> dict[str, Any]:
        try:
            record = json.loads((self.folder / _RECORD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return record if isinstance(record, dict) else {}

    def _write(self, record: dict[str, Any]) -> None:
        draft = self.folder / f"{_RECORD}.{os.getpid()}"
        with self._writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(record, indent=2, sort_keys=True) + "\n", encoding="utf-8")
            draft.replace(self.folder / _RECORD)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ConfigError(
                f"The model folder {self.folder} cannot be written ({error.strerror or error}): mend that, or name "
                "another with REKURATE_MODELS_DIR."
            ) from error


@lru_cache(maxsize=4)
def _fault(path: Path, size: int, mtime: int) -> str:  # noqa: ARG001 - of another size or time it is another file
    try:
        _check(path, CLASSES)
    except BadRequest as error:
        return str(error)
    return ""


def _check(path: Path, width: int, *, head: bool = False) -> None:
    """Look into a model file before anything relies on it."""
    if path.suffix.lower() not in SUFFIXES:
        raise BadRequest(f"{path.name} is no model this can run: give an .onnx or a .pb file.")
    try:
        graph = graph_of(path)
    except OSError as error:
        raise BadRequest(f"{path} cannot be read ({error.strerror}).") from None
    except NotAModel as error:
        raise BadRequest(f"{path.name} is not a model file, or not whole: {error}.") from None
    if not _takes(graph, head=head):
        part = "the genre_discogs400 head" if head else "a backbone"
        raise BadRequest(f"{path.name} is not {part} of Discogs-EffNet: it takes {', '.join(graph.inputs)}.")
    if graph.kind == "onnx" and not any(shape[-1:] == (width,) for shape in graph.outputs.values()):
        raise BadRequest(f"{path.name} does not answer {width} classes; with a backbone, name its head: --head PATH.")


def _takes(graph: Graph, *, head: bool) -> bool:
    """Whether a graph takes what it would be given; ONNX files are named by no rule, and their heads by their width."""
    if graph.kind == "tensorflow":
        return (HEAD_INPUT if head else MEL_INPUT) in graph.inputs
    ends = [zip(shape[-2:], PATCH, strict=False) for shape in graph.inputs.values()]
    return head or any(all(size in (-1, wanted) for size, wanted in end) for end in ends)
