"""Discogs as a witness: the ladder climbed, releases opened once for all their tracks, tracklists verified."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from rekurate.evidence.discogs.ladder import (
    RUNGS,
    Params,
    Shared,
    as_misspelt,
    as_written,
    bare_album,
    by_album,
    by_artist,
)
from rekurate.evidence.discogs.release import Release, read
from rekurate.evidence.discogs.release import trim as trim_release
from rekurate.evidence.discogs.search import PER_PAGE, SURELY, Row, key, rows, worth_opening
from rekurate.evidence.discogs.search import trim as trim_search
from rekurate.evidence.manners import Manners
from rekurate.evidence.provider import GONE, Provider, World
from rekurate.evidence.run import Finding, Job, Run
from rekurate.evidence.shelf import DETAIL_DAYS, SEARCH_DAYS
from rekurate.model import Ask, Choice, Outcome, Reply, Stop, Suspect

MANNERS: Final = Manners(
    name="discogs",
    shown="Discogs",
    key_setting="DISCOGS_TOKEN",
    per_minute=60.0,  # with a token, in a moving minute; 25 without
    limit_header="x-discogs-ratelimit",
    remaining_header="x-discogs-ratelimit-remaining",
)
BASE_URL: Final = "https://api.discogs.com"
_OPEN: Final = 3
"""Releases opened for one recording at most."""
_FEW: Final = 3
"""Things among the hits so few that each may be opened, whatever it is called."""
_SAME_WORDS: Final = 0.95
"""Likeness above which two titles are the same words."""
_SAME_ALBUM: Final = 0.9
"""Likeness above which two albums are the same, but for " EP" and its like."""


@dataclass
class _Case:
    """What was seen while asking about one recording."""

    suspects: list[Suspect] = field(default_factory=list)
    where: list[tuple[Release, str]] = field(default_factory=list)
    """For each suspect its release and position."""
    opened: list[str] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)

    def add(self, release: Release) -> None:
        """Take a release's tracks as suspects."""
        if release.id not in self.opened:
            self.opened.append(release.id)
            self.suspects += release.suspects()
            self.where += [(release, track.position) for track in release.tracks]


class Discogs(Provider):
    """Asks Discogs' database; needs a personal access token."""

    name = "discogs"
    shown = "Discogs"
    parser_version = "1"
    credit = "Data provided by Discogs. https://www.discogs.com (Rekurate is not affiliated with Discogs.)"
    requests_each = 1.3  # of a library of albums and EPs: benchmarks/enrichment.py

    def __init__(self, world: World, token: str, base_url: str = BASE_URL) -> None:
        super().__init__(world)
        self._token = token
        self._line = self._dial(MANNERS, base_url)

    def unavailable(self) -> str | None:
        """Return why it cannot be asked, or None."""
        if self._token:
            return None
        return (
            "Discogs is not configured: set DISCOGS_TOKEN to a personal access token (discogs.com/settings/developers)."
        )

    def ask(self, job: Job, run: Run) -> Finding:
        """Climb the ladder until a track is verified; what a release settles for pending tracks is settled."""
        case = _Case()
        choice = Choice(Outcome.NO_MATCH)
        for params in self._ladder(job, case, run):
            choice = self._rung(job, params, case, run)
            if choice.outcome is Outcome.USABLE:
                break
        return self._finding(case, choice)

    def _ladder(self, job: Job, case: _Case, run: Run) -> Iterator[Params]:
        """Yield searches, each once."""
        for params in self._searches(job, run):
            if len(case.queries) >= RUNGS:
                return
            if key(params) not in case.queries:
                yield params

    def _searches(self, job: Job, run: Run) -> Iterator[Params]:
        """Yield what is asked as it is written, then as it may be misspelt."""
        yield from as_written(job.wanted, self._shared(job, run))
        artist = by_artist(job.wanted)
        if artist is None:
            return
        yield artist
        known = any(row.by_artist for row in rows(self._answer(artist, run), job.wanted, self._world.matcher))
        yield from as_misspelt(job.wanted, artist_known=known)

    def _shared(self, job: Job, run: Run) -> Shared:
        """Say whether pending tracks have the album: then one search and one release serve them all."""
        album = bare_album(job.wanted.recording.album).casefold()
        same = [other for other in run.pending.values() if bare_album(other.wanted.recording.album).casefold() == album]
        own = all(other.wanted.artists[:1] == job.wanted.artists[:1] for other in same)
        kept = by_album(job.wanted, alone=own)
        shared = bool(album) and bool(same)
        return Shared(shared or (kept is not None and self._shelf.has(key(kept), SEARCH_DAYS)), own)

    def _answer(self, params: Params, run: Run) -> Mapping[str, Any]:
        return self._shelf.fetch(key(params), SEARCH_DAYS, partial(self._search, params), run.stop)

    def _rung(self, job: Job, params: Params, case: _Case, run: Run) -> Choice:
        """Make one search and open its likeliest rows until one holds the track for sure."""
        matcher = self._world.matcher
        case.queries.append(key(params))
        found = rows(self._answer(params, run), job.wanted, matcher)
        few = len({row.group for row in found}) <= _FEW
        choice = matcher.choose(job.wanted, case.suspects)
        for row in found:
            if not self._worth_opening(row, case, choice, likely=worth_opening(row, params, job.wanted, few=few)):
                continue
            self._open(row, case, run)
            choice = matcher.choose(job.wanted, case.suspects)
        return choice

    def _worth_opening(self, row: Row, case: _Case, choice: Choice, *, likely: bool) -> bool:
        """Whether to open another release: while none holds the track, or where one as likely says other styles."""
        if len(case.opened) >= _OPEN or any(row.group in (release.master, release.id) for release, _ in case.where):
            return False
        if choice.outcome is not Outcome.USABLE or choice.index is None:
            return likely
        chosen = case.where[choice.index][0]
        if chosen.gathered:
            return not row.gathered and row.likeness > SURELY
        other = bool(row.styles) and not row.styles & {style.casefold() for style in chosen.styles}
        same_title = self._world.matcher.alike(row.title.partition(" - ")[2], chosen.title) > _SAME_WORDS
        return other and same_title and not row.gathered

    def _open(self, row: Row, case: _Case, run: Run) -> None:
        """Open a release and let it settle every pending track that it verifies."""
        kind = "master" if row.path.startswith("masters") else "release"
        document = self._shelf.fetch(row.path, DETAIL_DAYS, partial(self._document, row.path), run.stop)
        if not document.get("tracklist"):
            case.opened.append(row.path)
            return
        release = read(document, kind)
        case.add(release)
        for other in list(run.pending.values()):
            self._settle(other, release, case.queries, run)

    def _settle(self, job: Job, release: Release, queries: list[str], run: Run) -> None:
        """Settle another pending track if this release surely holds it and is where it came from."""
        album = self._world.matcher.alike(job.wanted.recording.album, release.title) > _SAME_ALBUM
        if not album and (release.gathered or not _shares_artist(job, release)):
            return
        case = _Case(queries=queries[-1:])
        case.add(release)
        choice = self._world.matcher.choose(job.wanted, case.suspects)
        if choice.outcome is Outcome.USABLE:
            run.settle(job, self._finding(case, choice))

    def _finding(self, case: _Case, choice: Choice) -> Finding:
        proof: dict[str, Any] = {"queries": case.queries, "opened": case.opened}
        if choice.index is None:
            return Finding(choice=choice, proof=proof)
        release, position = case.where[choice.index]
        recording = case.suspects[choice.index].recording
        proof["release"] = {"id": release.id, "master": release.master, "title": release.title, "year": release.year}
        proof["track"] = {"position": position, "title": recording.title, "artists": list(recording.artists)}
        rivals = [f"{case.where[index][0].title} ({', '.join(case.where[index][0].styles)})" for index in choice.rivals]
        message = f"As likely: {'; '.join(dict.fromkeys(rivals))}" if rivals else ""
        return Finding(choice=choice, terms=release.terms, facts=release.facts(), proof=proof, message=message)

    def _search(self, params: Mapping[str, str], stop: Stop) -> Mapping[str, Any]:
        reply = self._send("database/search", {"per_page": PER_PAGE, **params}, stop)
        return trim_search(self.holding("results", reply))

    def _document(self, path: str, stop: Stop) -> Mapping[str, Any]:
        reply = self._send(path, {}, stop)
        return {"missing": True} if reply.status == GONE else trim_release(self.holding("tracklist", reply))

    def _send(self, path: str, params: Mapping[str, str], stop: Stop) -> Reply:
        headers = {
            "Authorization": f"Discogs token={self._token}",
            "Accept": "application/vnd.discogs.v2.discogs+json",
        }
        return self._line.send(Ask(url=path, params=params, headers=headers), stop)


def _shares_artist(job: Job, release: Release) -> bool:
    """Whether one of the track's artists is one of the release's: cheap, before titles are compared."""
    ours = {name.casefold() for name in (*job.wanted.artists, *job.wanted.people)}
    return any(name.casefold() in ours for name in release.artists)
