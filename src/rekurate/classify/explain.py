"""Build the whole proposal for one track: votes, candidates, flags, what is missing, one line a DJ understands."""

from collections.abc import Sequence
from typing import Final

from rekurate.classify.citation import cite
from rekurate.classify.classifier import Hearing
from rekurate.classify.quick import Proposer, Quick, verdict_flag
from rekurate.classify.sound import sound_of
from rekurate.classify.votes import votes_on
from rekurate.model import Candidate, Observation, Proposal, Track

_MOST_CANDIDATES: Final = 5
_LEAST_CHANCE: Final = 0.01
_DISAGREE: Final = 1.0
"""Nats by which a witness must prefer the runner-up to be called in disagreement."""
_FAMILY: Final = 0.8
"""Share of belief inside one family at which the family is sure though the genre is not."""


def explain(proposer: Proposer, track: Track, sources: Sequence[str] = ()) -> Proposal:
    """Propose a genre with its reasons; `sources` are those that could be asked, to say which were not."""
    classifier = proposer.classifier
    hearing = classifier.hear(track)
    quick = proposer.answer(track, hearing)
    votes = votes_on(classifier, track, hearing.regime, proposer)
    candidates, family = _candidates(proposer, track, hearing)
    said = (classifier.material.evidence or {}).get(track.id, ())
    return Proposal(
        track_id=track.id,
        genre=quick.genre,
        confidence=quick.confidence,
        action=quick.action,
        probability=round(quick.chance, 3),
        votes=votes,
        candidates=candidates,
        flags=_flags(proposer, track, hearing, quick, family),
        missing=_missing(said, sources),
        citation=cite(votes, candidates, quick, track.bpm, sound_of(said, track.bpm)),
    )


def _candidates(proposer: Proposer, track: Track, hearing: Hearing) -> tuple[tuple[Candidate, ...], float]:
    """Return the best candidates, and the belief in the family of the best one."""
    classifier = proposer.classifier
    beliefs = hearing.beliefs()
    if not beliefs:
        return (), 0.0
    genres = classifier.vocabulary.taxonomy.genres
    names = classifier.vocabulary.names
    best = genres.get(names[beliefs[0][1]])
    family = sum(
        chance
        for chance, genre in beliefs
        if best and names[genre] in genres and genres[names[genre]].family == best.family
    )
    shown = [pair for pair in beliefs[:_MOST_CANDIDATES] if pair[0] >= _LEAST_CHANCE] or beliefs[:1]
    return (
        tuple(
            Candidate(proposer.written(genre), round(chance, 3), classifier.tempo.plausible(genre, track.bpm))
            for chance, genre in shown
        ),
        family,
    )


def _flags(proposer: Proposer, track: Track, hearing: Hearing, quick: Quick, family: float) -> tuple[str, ...]:
    classifier = proposer.classifier
    vocabulary = classifier.vocabulary
    flags: list[str | None] = [verdict_flag(proposer.current(track.genre)[1]) if quick.current is None else None]
    scored = quick.scored
    if scored is None:
        return tuple(flag for flag in [*flags, "no-evidence"] if flag)
    name = vocabulary.names[scored.genre]
    flags += [
        "weak-confirmation" if quick.weak_confirmation else None,
        "user-genre" if name in vocabulary.own else None,
        "new-genre" if not vocabulary.uses(name) else None,
        "overridden" if quick.genre not in (None, vocabulary.spelled(name)) and not quick.weak_confirmation else None,
        "no-witness" if scored.agreeing == 0 else "single-witness" if scored.agreeing == 1 else None,
        "audio-only" if scored.audio_only else None,
        "witnesses-disagree" if _disagree(hearing, scored.genre, scored.runner) else None,
        "family-only" if scored.probability < _FAMILY <= family else None,
        "bpm-implausible" if not classifier.tempo.plausible(scored.genre, track.bpm) else None,
        "half-time" if classifier.tempo.is_octave(scored.genre, track.bpm) else None,
        "no-bpm" if track.bpm <= 0 else None,
    ]
    return tuple(flag for flag in flags if flag)


def _disagree(hearing: Hearing, best: int, runner: int) -> bool:
    if runner < 0:
        return False
    support = hearing.regime.pool.support
    ours, theirs = support(hearing.voices, best), support(hearing.voices, runner)
    return any(theirs[witness] - nats >= _DISAGREE for witness, nats in ours.items())


def _missing(observations: Sequence[Observation], sources: Sequence[str]) -> tuple[str, ...]:
    answered = {observation.source for observation in observations if observation.outcome.is_answer}
    return tuple(source for source in sources if source not in answered)
