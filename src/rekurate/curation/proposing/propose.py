"""Propose genres: for tracks that have none (classify), and against those they have (audit)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rekurate.bulk import without_collection
from rekurate.classify.answering.explain import explain
from rekurate.classify.answering.quick import Quick
from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import select_in_scope
from rekurate.curation.naming.overrides import read_overrides
from rekurate.curation.proposing.autostage import stage_tiers
from rekurate.curation.proposing.covered import covered_by
from rekurate.curation.proposing.dispatch import dispatch_of
from rekurate.curation.proposing.engine import Engine, engine_of
from rekurate.curation.proposing.notes import notes_on
from rekurate.curation.proposing.proposals import FORMATS, TIERS, ProposalRequest, Proposed, Row, Summary
from rekurate.curation.proposing.tally import conflicts, tallies
from rekurate.curation.staging.waiting import staged_genres
from rekurate.errors import BadRequest
from rekurate.model import Action, Confidence, Track, TrackKind


def classify(desk: Desk, request: ProposalRequest) -> Proposed:
    """Propose a genre for each track of the selection: those without a genre, unless the selection says otherwise.

    Raises BadRequest for an unknown format, tier, batch, playlist or override.
    """
    return _propose(desk, _scoped(request, has_genre=False))


def audit(desk: Desk, request: ProposalRequest) -> Proposed:
    """Compare the genre that each track has with the evidence, from which this genre itself is left out.

    Tracks whose genre is confirmed are counted, and shown only with `include_confirmed`.
    """
    proposed = _propose(desk, _scoped(request, has_genre=True))
    if request.include_confirmed:
        return proposed
    return replace(proposed, rows=tuple(row for row in proposed.rows if row.proposal.action is not Action.CONFIRM))


@without_collection()
def _propose(desk: Desk, request: ProposalRequest) -> Proposed:
    _check(request)
    engine = engine_of(desk, read_overrides(desk, request.overrides))
    found = select_in_scope(desk, request.selection)
    covered = covered_by(desk, request, found)
    tracks, page = covered.tracks, covered.page
    answers = engine.quick(tracks)
    staging = stage_tiers(desk, tracks, answers, request.auto_stage) if request.auto_stage else None
    summary = _summary(desk, tracks, answers, grouped=request.format == "summary")
    rows: tuple[Row, ...] = ()
    dispatch = None
    if request.format == "dispatch":
        everyone = [track for track in found.tracks if track.kind is not TrackKind.STREAMING]
        answered = zip(everyone, engine.quick(everyone), strict=True)
        dispatch, page = dispatch_of(answered, covered.locked, request, lambda shown: _rows(desk, engine, shown))
    elif request.format != "summary":
        rows = _rows(desk, engine, tracks, covered.places)
    return Proposed(
        page=page,
        summary=summary,
        rows=rows,
        dispatch=dispatch,
        staging=staging,
        missing_ids=found.missing_ids,
        locked=len(covered.locked),
        streaming=covered.streaming,
        notes=notes_on(engine, tracks),
    )


def _rows(desk: Desk, engine: Engine, tracks: Sequence[Track], places: Sequence[int] = ()) -> tuple[Row, ...]:
    """Explain tracks, each with the genre that is staged for it already: what is done must not be done again.

    `places` are their positions on the page; () counts from 0.
    """
    sources = [name for name, witness in desk.witnesses.items() if witness.unavailable() is None]
    genres = staged_genres(desk, desk.library_id, tracks)
    return tuple(
        Row(track, explain(engine.proposer, track, sources), place, genres.get(track.id, ""))
        for track, place in zip(tracks, places or range(len(tracks)), strict=True)
    )


def _scoped(request: ProposalRequest, *, has_genre: bool) -> ProposalRequest:
    """Narrow the selection to tracks with, or without, a genre, unless the caller says which tracks are meant.

    A caller says so with ids, with `has_genre` or `has_unknown_genre`, and, to classify, by filtering by a genre:
    that must find tracks that have it. (Beside a playlist the filter counts for nothing.)
    """
    selection = request.selection
    says_which = selection.track_ids is not None or selection.has_genre is not None or selection.has_unknown_genre
    by_genre = not has_genre and selection.playlist is None and (selection.genre or "").strip()
    if says_which or by_genre:
        return request
    return replace(request, selection=replace(selection, has_genre=has_genre))


def _check(request: ProposalRequest) -> None:
    if request.format not in FORMATS:
        raise BadRequest(f"format {request.format!r} is unknown. Valid formats: {', '.join(FORMATS)}.")
    wrong = [tier for tier in request.auto_stage if tier not in TIERS]
    if wrong:
        raise BadRequest(
            f"auto_stage cannot stage {', '.join(map(repr, wrong))}. Valid tiers: {', '.join(TIERS)} "
            "(insufficient is never staged)."
        )
    if request.dispatch_batch is not None and request.format != "dispatch":
        raise BadRequest("dispatch_batch needs format='dispatch'.")


def _summary(desk: Desk, tracks: Sequence[Track], answers: Sequence[Quick], *, grouped: bool) -> Summary:
    tiers = Counter(answer.confidence for answer in answers)
    actions = Counter(answer.action for answer in answers)
    return Summary(
        len(answers),
        {tier.value: tiers[tier] for tier in Confidence},
        {action.value: actions[action] for action in Action},
        tallies(tracks, answers) if grouped else (),
        conflicts(desk.taxonomy, answers) if grouped else (),
    )
