"""What every analyzer here has in common: which file, whose worker, and how its end becomes an observation."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from rekurate.audio.files.content import content_of, same_content
from rekurate.audio.files.paths import PathFinder
from rekurate.audio.reasons import NOTHING_TO_HEAR
from rekurate.audio.worker import Job, WorkerPool
from rekurate.errors import AudioError
from rekurate.model import Budget, Clock, EvidenceCache, Observation, Outcome, Track, file_key
from rekurate.model.times import iso

_SLICE: Final = 16
"""Files a worker is handed before the next are looked for: finding 10,000 on a slow drive must not come first."""
EXTRA: Final = 'in the folder of the checkout, uv tool install "rekurate[audio] @ ."'


@dataclass(frozen=True, slots=True)
class Room:
    """What the analyzers share."""

    pool: WorkerPool
    files: PathFinder
    clock: Clock


class AudioWitness(ABC):
    """An analyzer of audio files; subclasses say what to ask a worker and how to read its facts."""

    name = ""
    reaches_network = False
    seconds = 1.0
    """CPU seconds a six-minute track takes, about; `benchmarks/audio.py` measures it."""

    def __init__(self, room: Room) -> None:
        """Share the room; nothing is started."""
        self.room = room

    @property
    @abstractmethod
    def version(self) -> str:
        """Version of the asker: model, code and sampling."""

    @abstractmethod
    def unavailable(self) -> str | None:
        """Return what to install or fetch, or None when files can be heard."""

    @abstractmethod
    def job(self, track: Track, path: Path) -> Job:
        """Return what to ask a worker about one file."""

    @abstractmethod
    def heard(self, track: Track, facts: Mapping[str, Any]) -> Observation:
        """Turn a worker's facts into an observation."""

    def subject(self, track: Track) -> str:
        """Return the key of the track's file."""
        return file_key(track)

    def is_current(self, track: Track, kept: Observation) -> bool:
        """Whether a kept answer still speaks of the file: another audio is heard again, rewritten tags are not.

        Costs one stat for an untouched file. A file that cannot be found leaves the answer standing.
        """
        content = kept.facts.get("content")
        try:
            return not isinstance(content, Mapping) or same_content(content, self.room.files.file_of(track))
        except (AudioError, OSError):
            return True

    def kept_of(self, source: str, track: Track, cache: EvidenceCache) -> Observation | None:
        """Return what a source heard in the track's file before, if it is evidence and still speaks of the file."""
        subject = self.subject(track)
        for kept in cache.observations([subject]).get(subject, ()):
            if kept.source == source and kept.outcome.is_evidence and self.is_current(track, kept):
                return kept
        return None

    def observe(self, tracks: Sequence[Track], budget: Budget) -> Iterator[Observation]:
        """Yield one observation a track as workers finish; tracks the budget cut off get none and stay pending."""
        done, step = 0, _SLICE * self.room.pool.workers
        for start in range(0, len(tracks), step):
            for observation, track in self._some(tracks[start : start + step], budget):
                done += 1
                budget.progress(done, len(tracks), f"{self.name}: {track.artist} - {track.title}")
                yield observation
            if budget.spent():
                return

    def make(self, track: Track, outcome: Outcome, **more: Any) -> Observation:
        """Build an observation about a track, dated now."""
        return Observation(
            self.subject(track),
            self.name,
            outcome,
            fetched_at=iso(self.room.clock()),
            version=self.version,
            proof={"file": track.location},
            **more,
        )

    def failed(self, track: Track, error: AudioError, path: str = "") -> Observation:
        """Build the observation of a file that could not be heard; `facts["reason"]` is the word for it.

        What lies in the recording itself counts as answered, until another recording is put in its place.
        """
        facts: dict[str, Any] = {"reason": error.reason}
        if error.reason not in NOTHING_TO_HEAR:
            return self.make(track, Outcome.ERROR, facts=facts, message=str(error))
        with suppress(OSError):
            facts["content"] = content_of(Path(path))
        return self.make(track, Outcome.NO_MATCH, facts=facts, message=str(error))

    def estimate(self, pending: int) -> tuple[float | None, str]:
        """Return about how many seconds so many files take, and what a person should know before."""
        return pending * self.seconds / self.room.pool.workers, "Files are heard on this computer; nothing is uploaded."

    def _some(self, tracks: Sequence[Track], budget: Budget) -> Iterator[tuple[Observation, Track]]:
        """Yield the observations of a few tracks: as many as are handed to the workers at a time."""
        for track, facts in self._worked(tracks, budget):
            yield facts if isinstance(facts, Observation) else self.heard(track, facts), track

    def _worked(
        self, tracks: Sequence[Track], budget: Budget
    ) -> Iterator[tuple[Track, Mapping[str, Any] | Observation]]:
        """Yield each track with the worker's facts, or with the observation that its file could not be heard."""
        jobs: list[Job] = []
        owners: list[Track] = []
        for track in tracks:
            try:
                jobs.append(self.job(track, self.room.files.file_of(track)))
                owners.append(track)
            except AudioError as error:
                yield track, self.failed(track, error)
        for done in self.room.pool.run(jobs, budget):
            track = owners[done.index]
            if done.failure is not None:
                yield track, self.failed(track, done.failure, jobs[done.index].path)
            elif done.facts is not None:
                yield track, done.facts


def missing(*packages: str) -> list[str]:
    """Return which packages are not installed, without importing any."""
    return [package for package in packages if find_spec(package) is None]
