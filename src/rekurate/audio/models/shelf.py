"""The person's model folder: which weights are there, which are used, and what their content is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rekurate.audio.models.checking import check_weights, fault_of
from rekurate.audio.models.download import Digests, Download, Progress, can_read
from rekurate.audio.models.record import Record
from rekurate.audio.models.registry import MODELS, PUBLISHER, Model, ModelFile
from rekurate.errors import NotConfigured
from rekurate.model import Clock, Line, Stop
from rekurate.places import is_file


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
        self._own = own
        self._record = Record(folder, clock)
        self._digests = Digests()

    def chosen(self) -> Chosen | None:
        """Return the weights to run, or None: those of the settings, else of `use`, else what was fetched."""
        if self._own is not None:
            return None if self._own_fault() else self._choice(self._own, None)
        used = self._record.used()
        if used is not None:
            return self._choice(*used) if all(can_read(path) for path in used if path) else None
        for model in MODELS:
            if all(can_read(self.folder / file.name) for file in model.files):
                return self._choice(*self._places(model))
        return None

    def lost(self) -> str | None:
        """Return what to do about weights that the person named and that cannot be used; None when all is well."""
        if self.chosen() is not None:
            return None
        if self._own is not None:
            return f"EFFNET_MODEL_PATH: {self._own_fault()} Correct it, or take the setting out."
        used = self._record.used()
        if used is not None:
            return (
                f"The weights in use, {used[0]}, are not there any more or may not be read: `rekurate models use PATH` "
                "or `rekurate models fetch`."
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
        return self._record.accepted(licence)

    def accept(self, licence: str) -> None:
        """Record that the person accepts a licence."""
        self._record.accept(licence)

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
                with self._record.writing():
                    digest = way.fetch(PUBLISHER + file.path, file, target)
                self._record.fetched(file.name, digest)
        if model is MODELS[0]:
            self._record.use_default()
        else:
            self._record.use(*self._places(model))
        return [state for state in self.files() if state.model == model.name]

    def use(self, backbone: Path, head: Path | None = None) -> Chosen:
        """Run weights from elsewhere from now on. Raises BadRequest when a file is not what it is given as."""
        check_weights(backbone, head)
        chosen = backbone.absolute(), head.absolute() if head else None
        self._record.use(*chosen)
        return self._choice(*chosen)

    def files(self) -> list[FileState]:
        """Return the state of every known file; hashes what is there."""
        chosen = self.chosen()
        used = {chosen.backbone, chosen.head} if chosen else set()
        return [
            self._state(model, file, used=self.folder / file.name in used) for model in MODELS for file in model.files
        ]

    def _places(self, model: Model) -> tuple[Path, Path | None]:
        """Return where a fetched model's backbone and head are."""
        return self.folder / model.backbone.name, self.folder / model.head.name if model.head else None

    def _state(self, model: Model, file: ModelFile, *, used: bool) -> FileState:
        path = self.folder / file.name
        if not is_file(path):
            part = is_file(path.with_name(path.name + ".part"))
            return FileState(model.name, file.name, "partial" if part else "missing", path)
        if not can_read(path):
            return FileState(model.name, file.name, "unreadable", path)
        digest = self._digests.of(path)
        recorded = self._record.sha256_of(file.name)
        if path.stat().st_size != file.size:
            state = "size"
        elif file.sha256:
            state = "ok" if digest == file.sha256 else "changed"
        else:
            state = "recorded" if digest == (recorded or digest) else "changed"
        return FileState(model.name, file.name, state, path, digest, used)

    def _own_fault(self) -> str:
        """Return why the weights of the settings cannot be used, "" when they can."""
        own = self._own
        return fault_of(own) if own is not None and is_file(own) else f"{own} is not there."

    def _choice(self, backbone: Path, head: Path | None) -> Chosen:
        digests = [self._digests.of(path)[:12] for path in (backbone, head) if path is not None]
        return Chosen(backbone, head, "+".join(digests))
