"""One slice of gathering: which tracks still lack an answer, who is asked, what came of it, how to go on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import Page, select_in_scope
from rekurate.curation.gathering.credits import credits_of
from rekurate.curation.gathering.crew import Crew, Work
from rekurate.curation.gathering.freshness import fresh_subjects, outdated_subjects
from rekurate.curation.gathering.request import GatherRequest
from rekurate.curation.gathering.tally import Failure, Harvest, SourceTally
from rekurate.curation.gathering.window import Asked, Window
from rekurate.errors import BadRequest
from rekurate.model import Budget, Track, Witness
from rekurate.model.abilities import Refreshing

_ENOUGH: Final = 3
"""Tracks a source has to be asked about in vain before it counts as silent, while there are more to ask about."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one slice did."""

    sources: tuple[SourceTally, ...]
    failures: tuple[Failure, ...]
    page: Page
    """`matched_tracks` is the whole selection, and `next_offset` a place in its stable order. `returned` counts the
    tracks of this slice that are done: not those that a source did not get to before the time was up."""
    pending_before: int
    """Tracks of the selection that lacked an answer when the slice began."""
    remaining: int
    """Tracks of the selection that lack one now, those that failed included."""
    stopped: str | None
    """"time" or "cancelled" when the slice ended before its tracks did."""
    missing_ids: tuple[str, ...] = ()
    unavailable: Mapping[str, str] = field(default_factory=dict)
    """Source -> why it was not asked and what to set."""
    credits: tuple[str, ...] = ()
    """What the sources ask to be shown with their data."""
    silent: tuple[str, ...] = ()
    """Sources over the network that were asked and answered about none."""
    waited_for: tuple[str, ...] = ()
    """Sources that had given no answer at all when the time was up."""
    all_silent: bool = False
    """Whether every source over the network was silent, about enough tracks to go by: nothing but the library and the
    files can be used for now."""


def gather(desk: Desk, request: GatherRequest, budget: Budget) -> Gathered:
    """Ask the sources about the next pending tracks and keep every answer at once.

    Raises BadRequest for a source that does not exist.
    """
    found = select_in_scope(desk, request.selection)
    tracks = found.tracks
    witnesses, unavailable = _available(desk, request)
    nothing = dict.fromkeys(witnesses, frozenset[str]())
    asked = Asked(witnesses, nothing if request.force_refresh else _need_no_asking(desk, witnesses, tracks))
    window = Window.over(tracks, asked, request)
    works = [Work(_asker(witnesses[name], request), pending) for name, pending in window.work.items()]
    done = Crew(desk.store.evidence, request.concurrency).run(works, budget)
    page = _page(window, done, request.offset, len(tracks))
    tallies = tuple(done.tally(name, window.cached[name]) for name in witnesses)
    remote = [tally for tally in tallies if tally.was_asked and witnesses[tally.source].reaches_network]
    return Gathered(
        sources=tallies,
        failures=tuple(done.failures),
        page=page,
        pending_before=asked.lacking(tracks),
        remaining=Asked(witnesses, _answered(desk, witnesses)).lacking(tracks),
        stopped=done.stopped,
        missing_ids=found.missing_ids,
        unavailable=unavailable,
        credits=credits_of(desk, [tally.source for tally in tallies if tally.attempted or tally.cached]),
        silent=tuple(tally.source for tally in remote if tally.silent),
        waited_for=tuple(
            tally.source for tally in tallies if done.stopped and window.work[tally.source] and not tally.attempted
        ),
        all_silent=_all_silent(remote, page),
    )


def _available(desk: Desk, request: GatherRequest) -> tuple[dict[str, Witness], dict[str, str]]:
    """Return the sources that can be asked, by name; and why each other one that was meant cannot."""
    request.refuse_unknown_sources()
    if request.sources is not None and not request.sources:
        raise BadRequest(
            f"No source is named. Name one or more of {', '.join(request.offered)}, or leave the list out to ask every "
            "one that is configured."
        )
    available: dict[str, Witness] = {}
    unavailable: dict[str, str] = {}
    for name in request.offered:
        if request.sources is not None and name not in request.sources:
            continue
        witness = desk.witnesses.get(name)
        why = "not part of this installation" if witness is None else witness.unavailable()
        if why is None and witness is not None:
            available[name] = witness
        elif request.sources is not None or witness is not None:
            unavailable[name] = why or ""
    return available, unavailable


def _asker(witness: Witness, request: GatherRequest) -> Witness:
    """Return who really asks: a forced refresh must not be answered from documents kept for other tracks."""
    return witness.refreshing() if request.force_refresh and isinstance(witness, Refreshing) else witness


def _answered(desk: Desk, witnesses: Mapping[str, Witness]) -> dict[str, frozenset[str]]:
    """Return, by source, the subjects whose kept answer is fresh."""
    now = desk.clock()
    shelf = desk.store.evidence
    return {name: fresh_subjects(shelf.answers(name), witness, now) for name, witness in witnesses.items()}


def _need_no_asking(desk: Desk, witnesses: Mapping[str, Witness], tracks: Sequence[Track]) -> dict[str, frozenset[str]]:
    """Return, by source, the subjects whose kept answer is fresh and still about what the file holds now."""
    shelf = desk.store.evidence
    return {
        name: fresh - outdated_subjects(witnesses[name], tracks, fresh, shelf)
        for name, fresh in _answered(desk, witnesses).items()
    }


def _page(window: Window, done: Harvest, offset: int, tracks: int) -> Page:
    """Return the page. One that was stopped goes on at the first track that some source did not get to.

    Going back costs little: what is answered by then takes no slot of the next page.
    """
    waiting = [window.positions[track_id] for track_id in done.untouched] if done.stopped else []
    resume = min(waiting, default=window.end)
    has_more = resume < tracks and bool(window.work)
    return Page(tracks, offset, window.slots - len(waiting), resume if has_more else None)


def _all_silent(remote: Sequence[SourceTally], page: Page) -> bool:
    """Whether every source over the network was silent, each about enough tracks (or about all) to go by."""
    return bool(remote) and all(
        tally.silent and (tally.broken or tally.attempted >= _ENOUGH or not page.has_more) for tally in remote
    )
