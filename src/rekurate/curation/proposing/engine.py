"""The counted library behind every proposal. It is built when first needed, and kept while nothing it uses changes."""

import gc
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import ClassVar, Final

from rekurate.bulk import without_collection
from rekurate.classify.answering.quick import Proposer, Quick
from rekurate.classify.classifier import Classifier, Material
from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import select
from rekurate.curation.finding.selection import Selection
from rekurate.model import Field, Library, Observation, Track, TrackKind, file_key, recording_key

_KEPT: Final = 2
"""Engines kept: the one without overrides, and the one of the overrides used last."""
_LARGE: Final = 10_000
"""Tracks from which on an engine is built ahead of its first use, and hidden from the garbage collector, which would
take a fifth of the time of a summary."""


@dataclass(slots=True)
class Engine:
    """A proposer for one library, and every short answer it has given."""

    proposer: Proposer
    library: Library
    witnessed: frozenset[str]
    """Ids of the tracks about which a source said something to vote with: a failed attempt says nothing."""
    answers: dict[str, Quick] = field(default_factory=dict)
    stage: int = -1
    """Version of the stage when `unified` of the proposer was last compared with it; -1 for never."""
    lock: Lock = field(default_factory=Lock)
    """Held while answers are worked out: a second call waits, and finds them then."""

    def quick(self, tracks: Sequence[Track]) -> list[Quick]:
        """Return the short answer of each track."""
        answers = self.answers
        with self.lock:
            missing = [track for track in tracks if track.id not in answers]
            if missing:
                with without_collection():
                    found = self.proposer.quick_all(missing)
                answers.update(zip([track.id for track in missing], found, strict=True))
        return [answers[track.id] for track in tracks]


_Key = tuple[str, str, int, str, tuple[tuple[str, str], ...]]


class _Kept:
    """The engines that were used last, the latest at the end. For the whole process: a server serves one library."""

    lock: ClassVar = Lock()
    engines: ClassVar[dict[_Key, Engine]] = {}


def engine_of(desk: Desk, overrides: Mapping[str, str]) -> Engine:
    """Return the engine of the current library, evidence and taxonomy; `overrides` are folded word -> genre."""
    library = desk.library.read()
    version = desk.store.evidence.version()
    source = library.source
    key = (str(source.path), source.stamp, version, desk.taxonomy.digest, tuple(sorted(overrides.items())))
    with _Kept.lock:  # two calls at once must not both count the library
        kept = _Kept.engines
        if key not in kept or kept[key].library is not library:
            _make_room(kept, key)
            kept[key] = _built(desk, library, version, overrides)
        kept[key] = _unified(desk, kept.pop(key))  # the one used last stands last
        return kept[key]


def _unified(desk: Desk, engine: Engine) -> Engine:
    """Return an engine that proposes the canonical name of each genre whose other spelling the stage is replacing.

    Usually a genre is proposed as the user spells it. When the stage moves that spelling to the canonical name, both
    go into the same export, and proposals in the old spelling would split the genre again.
    """
    vocabulary = engine.proposer.classifier.vocabulary
    library_id = engine.library.source.library_id
    if not vocabulary.spellings or engine.stage == (stage := desk.store.journal.version(library_id)):
        return engine
    moves = {(spelling, vocabulary.names[number]) for number, spelling in vocabulary.spellings.items()}
    staged = desk.store.journal.staged(library_id)
    unified = frozenset(
        change.new for change in staged if change.field is Field.GENRE and (change.old.strip(), change.new) in moves
    )
    if unified != engine.proposer.unified:
        proposer = Proposer(engine.proposer.classifier, unified)
        engine = Engine(proposer, engine.library, engine.witnessed)  # not changed in place: another call may read it
    engine.stage = stage
    return engine


def count_ahead(desk: Desk) -> Thread | None:
    """Start counting a large library in the background, and answering for its tracks without a genre.

    For 100,000 tracks this takes seconds; when the agent asks for a first summary, it is done or under way. Return the
    thread that does it, or None for a small library, which is counted when it is needed. Errors are dropped here: the
    call that needs the engine meets them again and reports them.
    """
    if len(desk.library.read().tracks) < _LARGE:
        return None
    thread = Thread(target=_count, args=(desk,), name="counting", daemon=True)
    thread.start()
    return thread


def _count(desk: Desk) -> None:
    with suppress(Exception):
        engine = engine_of(desk, {})
        engine.quick(select(desk, Selection(has_genre=False)).tracks)


def _make_room(kept: dict[_Key, Engine], key: _Key) -> None:
    """Drop the old engine of `key` and those used longest ago, before the new one takes memory of its own."""
    gone = [kept.pop(one) for one in (*[*kept][: 1 - _KEPT], key) if one in kept]
    if any(len(engine.library.tracks) >= _LARGE for engine in gone):
        gone.clear()
        gc.unfreeze()
        gc.collect()  # an engine holds reference cycles


def _built(desk: Desk, library: Library, version: int, overrides: Mapping[str, str]) -> Engine:
    tracks = tuple([track for track in library.tracks if track.kind is not TrackKind.SAMPLER])
    evidence = evidence_of(desk, tracks) if version else {}
    with without_collection():
        material = Material(desk.taxonomy, tracks, library.playlists, evidence, overrides)
        engine = Engine(Proposer(Classifier(material)), library, _witnessed(evidence))
    if len(tracks) >= _LARGE:
        gc.freeze()  # a million small objects that stay: the collector need not look through them again and again
    return engine


def _witnessed(evidence: Mapping[str, Sequence[Observation]]) -> frozenset[str]:
    return frozenset(
        track_id for track_id, said in evidence.items() if any(observation.outcome.is_evidence for observation in said)
    )


def evidence_of(desk: Desk, tracks: Sequence[Track]) -> Mapping[str, Sequence[Observation]]:
    """Return what sources said about each track, by id: about its recording, and about its file."""
    subjects: dict[str, list[str]] = {}
    for track in tracks:
        subjects.setdefault(recording_key(track), []).append(track.id)
        if track.location:
            subjects.setdefault(file_key(track), []).append(track.id)
    said: dict[str, tuple[Observation, ...]] = {}
    for subject, observations in desk.store.evidence.observations(subjects).items():
        for track_id in subjects[subject]:
            said[track_id] = said.get(track_id, ()) + observations
    return said
