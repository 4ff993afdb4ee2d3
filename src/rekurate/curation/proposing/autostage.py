"""Stage whole tiers of proposals."""

from collections import Counter
from collections.abc import Sequence

from rekurate.classify.answering.quick import Quick
from rekurate.curation.desk import Desk
from rekurate.curation.proposing.proposals import Staging
from rekurate.curation.staging.stage import Wanted, stage_changes
from rekurate.model import Action, Confidence, Field, Track, percent

_OURS = frozenset({"classifier", ""})
"""Who has proposed the staged genres that may be replaced here: nobody but the classifier."""


def stage_tiers(desk: Desk, tracks: Sequence[Track], answers: Sequence[Quick], tiers: Sequence[str]) -> Staging:
    """Stage the proposals of the named tiers (high, medium, low), and count by reason those that were not staged.

    Never staged are insufficient proposals, locked and streaming tracks, a genre equal to the current one, and tracks
    for which an agent or a person has staged a genre already.
    """
    journal = desk.store.journal
    library_id = desk.library_id
    taken = {
        change.track_id
        for change in journal.staged(library_id)
        if change.field is Field.GENRE and change.proposer not in _OURS
    }
    wanted: list[Wanted] = []
    skipped: Counter[str] = Counter()
    for track, answer in zip(tracks, answers, strict=True):
        if answer.confidence.value not in tiers or answer.confidence is Confidence.INSUFFICIENT or answer.genre is None:
            continue
        reason = _obstacle(track, answer, taken)
        if reason:
            skipped[reason] += 1
        else:
            wanted.append(Wanted(track.id, {Field.GENRE: answer.genre}, _reason(answer), answer.confidence.value))
    if not wanted:
        return Staging(0, journal.count(library_id), dict(sorted(skipped.items())))
    report = stage_changes(desk, wanted, "classifier", lenient=True)
    skipped.update(report.skipped)
    staged = report.staged + report.replaced + report.unchanged
    return Staging(staged, report.total_pending, dict(sorted(skipped.items())))


def _obstacle(track: Track, answer: Quick, taken: set[str]) -> str | None:
    if answer.action is Action.CONFIRM or answer.genre == track.genre:
        return "already_so"
    return "staged_by_someone_else" if track.id in taken else None


def _reason(answer: Quick) -> str:
    witnesses = answer.scored.agreeing if answer.scored else 0
    return f"{percent(answer.chance)} likely, {witnesses} independent witness{'es' if witnesses != 1 else ''}"
