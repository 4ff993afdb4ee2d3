"""Build the whole proposal for one track: votes, candidates, flags, what is missing, one line a DJ understands."""

from collections.abc import Sequence
from typing import Final

from rekurate.classify.answering.citation import cite
from rekurate.classify.answering.quick import Proposer, Quick, verdict_flag
from rekurate.classify.answering.sound import sound_of
from rekurate.classify.answering.together import together
from rekurate.classify.answering.votes import votes_on
from rekurate.classify.classifier import Hearing
from rekurate.model import Candidate, Observation, Proposal, Track

_Beliefs = Sequence[tuple[float, int]]

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
    votes = votes_on(proposer, track, hearing.regime.pool, quick.scored.genre if quick.scored else -1)
    beliefs = hearing.beliefs()
    candidates = _candidates(proposer, track, beliefs, quick)
    said = (classifier.material.evidence or {}).get(track.id, ())
    return Proposal(
        track_id=track.id,
        genre=quick.genre,
        confidence=quick.confidence,
        action=quick.action,
        probability=_probability(candidates, quick),
        votes=votes,
        candidates=candidates[:_MOST_CANDIDATES],
        flags=_flags(proposer, track, hearing, quick, _family(proposer, beliefs)),
        missing=_missing(said, sources),
        citation=cite(votes, candidates, quick, track.bpm, sound_of(said, track.bpm)),
    )


def _candidates(proposer: Proposer, track: Track, beliefs: _Beliefs, quick: Quick) -> tuple[Candidate, ...]:
    """Return the candidates, best first: the best as likely as was measured, the others as far behind as they were."""
    groups = together(beliefs, proposer.written)
    if not groups:
        return ()
    best, *others = groups
    factor = quick.chance / best.chance
    if factor > 1.0:
        factor = (1.0 - quick.chance) / (1.0 - best.chance)
    scaled = [(quick.chance, best), *((group.chance * factor, group) for group in others)]
    plausible = proposer.classifier.tempo.plausible
    return tuple(
        Candidate(proposer.written(group.genres[0]), round(chance, 3), plausible(group.genres[0], track.bpm))
        for place, (chance, group) in enumerate(scaled)
        if place == 0 or chance >= _LEAST_CHANCE
    )


def _probability(candidates: Sequence[Candidate], quick: Quick) -> float:
    """Return the chance of the genre shown: of a current one that merely stands, its own and not its rival's."""
    if quick.weak_confirmation:
        for candidate in candidates:
            if candidate.genre == quick.genre:
                return candidate.probability
    return round(quick.chance, 3)


def _family(proposer: Proposer, beliefs: _Beliefs) -> float:
    """Return the belief in the family of the best genre."""
    if not beliefs:
        return 0.0
    genres = proposer.classifier.vocabulary.taxonomy.genres
    names = proposer.classifier.vocabulary.names
    best = genres.get(names[beliefs[0][1]])
    return sum(
        chance
        for chance, genre in beliefs
        if best and names[genre] in genres and genres[names[genre]].family == best.family
    )


def _flags(proposer: Proposer, track: Track, hearing: Hearing, quick: Quick, family: float) -> tuple[str, ...]:
    classifier = proposer.classifier
    vocabulary = classifier.vocabulary
    flags: list[str | None] = [
        verdict_flag(proposer.current(track.genre).resolution) if quick.current is None else None
    ]
    scored = quick.scored
    if scored is None:
        return tuple(flag for flag in [*flags, "no-evidence"] if flag)
    name = vocabulary.names[scored.genre]
    flags += [
        "weak-confirmation" if quick.weak_confirmation else None,
        "user-genre" if name in vocabulary.own else None,
        "new-genre" if not vocabulary.uses(name) else None,
        "overridden" if quick.genre not in (None, proposer.spelled(name)) and not quick.weak_confirmation else None,
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
