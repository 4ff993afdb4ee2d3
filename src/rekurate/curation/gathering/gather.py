"""One slice of gathering: which tracks still lack an answer, who is asked, what came of it, how to go on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rekurate.curation.desk import Desk
from rekurate.curation.finding.find import Page, Selection, select_in_scope
from rekurate.curation.gathering.credits import credits_of
from rekurate.curation.gathering.crew import Crew, Work
from rekurate.curation.gathering.freshness import fresh_subjects, outdated_subjects
from rekurate.curation.gathering.tally import Failure, Harvest, SourceTally
from rekurate.errors import BadRequest
from rekurate.model import Budget, Track, Witness
from rekurate.model.abilities import Refreshing

PROVIDERS: Final = ("discogs", "beatport", "musicbrainz", "bandcamp", "lastfm", "file_tags")
"""Sources that `enrich_tracks` may ask, in the order they are reported."""
ANALYZERS: Final = ("features", "effnet", "ensemble")
"""Sources that `analyze_audio_batch` may ask."""
_ENOUGH: Final = 3
"""Tracks without an answer after which a source counts as silent, when there are more to ask about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatherRequest:
    """What a caller wants gathered."""

    selection: Selection
    sources: tuple[str, ...] | None = None
    """Names among `offered`; None asks every one that is configured."""
    offered: tuple[str, ...] = PROVIDERS
    max_tracks: int = 50
    """Pending tracks of this slice; tracks whose answers are all kept cost no slot."""
    offset: int = 0
    skip_cached: bool = True
    force_refresh: bool = False
    """Ask again even where a fresh answer is kept."""
    concurrency: int = 4
    """Requests under way per source; never beats the source's own limit."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one slice did."""

    sources: tuple[SourceTally, ...]
    failures: tuple[Failure, ...]
    page: Page
    """`next_offset` counts in the selection's stable order; `matched_tracks` is the whole selection, `returned` what
    was done with of the slice: a track that a source did not get to before the time was up is not."""
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
    unheard: bool = False
    """Whether all that were asked are among them, about enough tracks to go by: the library is alone."""


def gather(desk: Desk, request: GatherRequest, budget: Budget) -> Gathered:
    """Ask the sources about the next pending tracks and keep every answer at once.

    Raises BadRequest for a source that does not exist.
    """
    found = select_in_scope(desk, request.selection)
    asked, unavailable = _witnesses(desk, request)
    fresh = _fresh(desk, asked, forced=request.force_refresh)
    for name, witness in asked.items():
        fresh[name] -= outdated_subjects(witness, found.tracks, fresh[name], desk.store.evidence)
    window = _window(found.tracks, asked, fresh, request)
    crew = Crew(desk.store.evidence, request.concurrency)
    asking = {name: _asker(witness, request) for name, witness in asked.items()}
    done = crew.run([Work(asking[name], tracks) for name, tracks in window.work.items()], budget)
    after = _fresh(desk, asked, forced=False)
    remaining = sum(1 for track in found.tracks if _lacks(track, asked, after))
    page = _page(window, done, request.offset, len(found.tracks))
    tallies = tuple(done.tally(name, window.cached.get(name, 0)) for name in asked)
    remote = [tally for tally in tallies if (tally.attempted or tally.broken) and asked[tally.source].reaches_network]
    silent = tuple(tally.source for tally in remote if tally.silent)
    return Gathered(
        sources=tallies,
        failures=tuple(done.failures),
        page=page,
        pending_before=sum(1 for track in found.tracks if _lacks(track, asked, fresh)),
        remaining=remaining,
        stopped=done.stopped,
        missing_ids=found.missing_ids,
        unavailable=unavailable,
        credits=credits_of(desk, [tally.source for tally in tallies if tally.attempted or tally.cached]),
        silent=silent,
        waited_for=tuple(
            tally.source for tally in tallies if done.stopped and window.work[tally.source] and not tally.attempted
        ),
        unheard=bool(silent)
        and all(tally.silent and (tally.broken or tally.attempted >= _ENOUGH or not page.has_more) for tally in remote),
    )


@dataclass(slots=True)
class _Window:
    """The slice of the selection that this call works on."""

    work: dict[str, list[Track]]
    cached: dict[str, int]
    positions: dict[str, int]
    """Track id -> index in the selection, for the tracks that are worked on."""
    slots: int = 0
    end: int = 0
    """Index after the last track that was looked at."""


def _witnesses(desk: Desk, request: GatherRequest) -> tuple[dict[str, Witness], dict[str, str]]:
    unknown = [name for name in request.sources or () if name not in request.offered]
    if unknown:
        raise BadRequest(f"No such source: {', '.join(unknown)}. Valid: {', '.join(request.offered)}.")
    if request.sources is not None and not request.sources:
        raise BadRequest(
            f"No source is named. Name one or more of {', '.join(request.offered)}, or leave the list out to ask every "
            "one that is configured."
        )
    asked: dict[str, Witness] = {}
    unavailable: dict[str, str] = {}
    for name in request.offered:
        if request.sources is not None and name not in request.sources:
            continue
        witness = desk.witnesses.get(name)
        why = "not part of this installation" if witness is None else witness.unavailable()
        if why is None and witness is not None:
            asked[name] = witness
        elif request.sources is not None or witness is not None:
            unavailable[name] = why or ""
    return asked, unavailable


def _asker(witness: Witness, request: GatherRequest) -> Witness:
    """Return who really asks: a forced refresh must not be answered from documents kept for other tracks."""
    return witness.refreshing() if request.force_refresh and isinstance(witness, Refreshing) else witness


def _fresh(desk: Desk, asked: Mapping[str, Witness], *, forced: bool) -> dict[str, frozenset[str]]:
    """Return, by source, the subjects that need no asking."""
    if forced:
        return {name: frozenset() for name in asked}
    now = desk.clock()
    shelf = desk.store.evidence
    return {name: fresh_subjects(shelf.answers(name), witness, now) for name, witness in asked.items()}


def _lacks(track: Track, asked: Mapping[str, Witness], fresh: Mapping[str, frozenset[str]]) -> bool:
    return any(witness.subject(track) not in fresh[name] for name, witness in asked.items())


def _window(
    tracks: Sequence[Track],
    asked: Mapping[str, Witness],
    fresh: Mapping[str, frozenset[str]],
    request: GatherRequest,
) -> _Window:
    window = _Window({name: [] for name in asked}, dict.fromkeys(asked, 0), {}, end=request.offset)
    claimed: set[tuple[str, str]] = set()
    for position in range(request.offset, len(tracks)):
        if window.slots >= request.max_tracks:
            break
        window.end = position + 1
        track = tracks[position]
        if _claim(track, asked, fresh, window, claimed):
            window.positions[track.id] = position
            window.slots += 1
        elif not request.skip_cached:
            window.slots += 1
    return window


def _claim(
    track: Track,
    asked: Mapping[str, Witness],
    fresh: Mapping[str, frozenset[str]],
    window: _Window,
    claimed: set[tuple[str, str]],
) -> bool:
    """Put the track into the work of each source that lacks it; two tracks of one recording are one question."""
    pending = False
    for name, witness in asked.items():
        subject = witness.subject(track)
        if subject in fresh[name]:
            window.cached[name] += 1
        elif (name, subject) not in claimed:
            claimed.add((name, subject))
            window.work[name].append(track)
            pending = True
    return pending


def _page(window: _Window, done: Harvest, offset: int, tracks: int) -> Page:
    """Return the page; one that was stopped goes on where a source did not get to: what is answered costs no slot."""
    waiting = [window.positions[track_id] for track_id in done.untouched] if done.stopped else []
    cut = min(waiting, default=window.end)
    more = cut < tracks and bool(window.work)
    return Page(tracks, offset, window.slots - len(waiting), cut if more else None)
