"""`ensemble` as a source of evidence: the parts are heard by a worker and fused here, where the rules are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from rekurate.audio.ensemble.checkpoints import GENRE, TAGGER, Checkpoints
from rekurate.audio.ensemble.fusion import Fused, feel_of, fuse
from rekurate.audio.ensemble.scores import pack, unpack
from rekurate.audio.features.choice import preferred
from rekurate.audio.witness import AudioWitness, Room, missing
from rekurate.audio.worker import Job
from rekurate.model import Budget, EvidenceCache, Observation, Outcome, Term, Track
from rekurate.taxonomy import Shares
from rekurate.taxonomy.ensemble import FEATURES, EnsembleRules

_CODE: Final = "1"
"""Raise it when the same sound and checkpoints would give other parts."""
_SAMPLING: Final = "softmax/win3"
_GROUP: Final = "ensemble"
"""A worker of its own: torch and both models are a gigabyte."""
_EXTRA: Final = 'in the folder of the checkout, uv tool install "rekurate[audio,ensemble] @ ."'
_MOST: Final = 5
_LEAST: Final = 0.08
"""Share below which a fused genre is no term."""
_SPEECH: Final = ("Speech", "Music", 0.2)
"""AudioSet's names: more of the first than of the second, and more than this, is no music."""
_PARTS: Final = {"model": "genre model", "instruments": "instrument tagger", "features": "features"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How what is heard is read, as values of the genre tables."""

    rules: EnsembleRules
    read: Callable[[Term], Shares]
    """A term as genres with weights."""


class EnsembleWitness(AudioWitness):
    """Genre model, instrument tagger and features, fused."""

    name = "ensemble"
    seconds = 14.0

    def __init__(
        self, room: Room, checkpoints: Checkpoints, cache: EvidenceCache, reading: Callable[[], Reading]
    ) -> None:
        """Keep the parts; `cache` holds features measured before, `reading` gives the genre tables on first use."""
        super().__init__(room)
        self.checkpoints = checkpoints
        self._cache = cache
        self._reading = reading
        self._always_listen = False

    @property
    def version(self) -> str:
        """Name checkpoints, code, sampling and rules: other rules fuse what was heard anew, without listening."""
        return f"{self._asker}/{self._reading().rules.digest}"

    @property
    def _asker(self) -> str:
        digests = "+".join(self.checkpoints.digest(source) for source in (GENRE, TAGGER))
        return f"ensemble-{_CODE}/{digests}/{_SAMPLING}"

    def unavailable(self) -> str | None:
        """Return what to install or fetch, or None. One of the two models is enough."""
        lacking = missing("numpy", "soundfile", "torch", "transformers")
        if lacking:
            return f"{', '.join(lacking)} not installed: {_EXTRA}"
        if self.checkpoints.weights(TAGGER) is None and self.checkpoints.weights(GENRE) is None:
            why = "; ".join(self.checkpoints.why_missing(source) for source in (TAGGER, GENRE))
            return f"Neither model is here. {why}."
        return None

    def limits(self) -> str:
        """Say which part is missing and how to have it; "" when all are here."""
        absent = [source for source in (TAGGER, GENRE) if self.checkpoints.weights(source) is None]
        why = self.checkpoints.why_missing
        return "; ".join(f"without the {_PARTS[source.part]}: {why(source)}" for source in absent)

    def refreshing(self) -> Self:
        """Return a copy that listens again whatever was heard before: what `force_refresh` asks with."""
        other = copy(self)
        other._always_listen = True  # noqa: SLF001 - our own copy
        return other

    def observe(self, tracks: Sequence[Track], budget: Budget) -> Iterator[Observation]:
        """Yield one observation a track; where only the rules are new, what was heard before is fused anew."""
        unheard: list[Track] = []
        for track in tracks:
            parts = self._heard_before(track)
            if parts is None:
                unheard.append(track)
            else:
                yield self.heard(track, parts)
        yield from super().observe(unheard, budget)

    def job(self, track: Track, path: Path) -> Job:
        """Ask for the parts; features that are known already are not measured again."""
        have = {source.part: self.checkpoints.weights(source) for source in (GENRE, TAGGER)}
        folders = {part: str(weights.parent) if weights else "" for part, weights in have.items()}
        how = "numpy" if missing("essentia") else "essentia"
        options = {**folders, "features": "" if self._features(track) else how}
        return Job("rekurate.audio.ensemble.task:analyze", str(path), options, _GROUP)

    def heard(self, track: Track, facts: Mapping[str, Any]) -> Observation:
        """Fuse the parts a worker heard, and read the music classes of the tagger directly beside them."""
        reading = self._reading()
        features = facts.get("features") or self._features(track)
        sounds = unpack(facts.get("instruments"))
        feel = feel_of({**features, "bpm": preferred(track.bpm, features)}, reading.rules) if features else None
        fused = fuse(self._model_genres(facts.get("model"), reading), sounds, feel, reading.rules)
        terms = [Term("ensemble", genre, round(share, 3)) for genre, share in fused.genres[:_MOST] if share >= _LEAST]
        kept = {
            **facts,
            "instruments": None if sounds is None else pack(sounds),
            "loudest": dict(list((sounds or {}).items())[:_MOST]),
            "features": {name: features[name] for name in FEATURES if name in features} if features else None,
            "weights": {part: round(weight, 3) for part, weight in fused.weights.items()},
            "missing": self._missing(facts, fused),
        }
        kept["heard"] = _how(kept["missing"], int(facts.get("windows", 0)))
        if sounds and _is_speech(sounds):
            return self.make(
                track, Outcome.WEAK, terms=tuple(terms), facts=kept, message="it sounds like speech, not like music"
            )
        terms += _music(sounds or {}, reading)
        return self.make(track, Outcome.USABLE if terms else Outcome.NO_MATCH, terms=tuple(terms), facts=kept)

    def _model_genres(self, labels: Mapping[str, float] | None, reading: Reading) -> dict[str, float] | None:
        if labels is None:
            return None
        genres: dict[str, float] = {}
        for label, probability in labels.items():
            for genre, share in reading.read(Term("gtzan", label)):
                genres[genre] = genres.get(genre, 0.0) + share * probability
        return genres

    def _missing(self, facts: Mapping[str, Any], fused: Fused) -> dict[str, str]:
        """Return part -> why it did not count."""
        why = dict(facts.get("failed") or {})
        for source in (GENRE, TAGGER):
            if facts.get(source.part) is None and source.part not in why:
                why[source.part] = self.checkpoints.why_missing(source)
        silent = {part: "it says nothing about this track" for part in _PARTS if part not in {*fused.weights, *why}}
        return {**silent, **why}

    def _features(self, track: Track) -> Mapping[str, Any] | None:
        """Return the features of the file as they are kept, if they are."""
        kept = self.kept_of("features", track, self._cache)
        return None if kept is None else kept.facts

    def _heard_before(self, track: Track) -> Mapping[str, Any] | None:
        """Return the parts that were heard under other rules, which need not be heard again."""
        kept = None if self._always_listen else self.kept_of(self.name, track, self._cache)
        if kept is None:
            return None
        asker, _, rules = kept.version.rpartition("/")
        is_renewed = asker == self._asker and rules != self.version.rpartition("/")[2]
        return kept.facts if is_renewed else None


def _music(sounds: Mapping[str, float], reading: Reading) -> list[Term]:
    """Return the tagger's music classes as terms: each with its share of all classes that name a genre."""
    named = {name: score for name, score in sounds.items() if reading.read(Term("audioset", name))}
    total = sum(named.values())
    if total < reading.rules.music_floor:
        return []
    best = sorted(named.items(), key=lambda pair: -pair[1])[:_MOST]
    return [Term("audioset", name, round(score / total, 3)) for name, score in best if score / total >= _LEAST]


def _is_speech(sounds: Mapping[str, float]) -> bool:
    speech, music, least = _SPEECH
    return sounds.get(speech, 0.0) > max(least, sounds.get(music, 0.0))


def _how(absent: Mapping[str, str], windows: int) -> str:
    without = ", ".join(_PARTS[part] for part in absent)
    return f"on this computer, {windows} windows" + (f"; without: {without}" if without else "")
