"""Beatport as a witness: the user's own login, or, behind a switch, the public pages; a wall is said to be a wall."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

from rekurate.errors import Blocked, NotConfigured
from rekurate.evidence.beatport.ladder import PER_PAGE, Step, as_misspelt, as_written, by_artist, key, words
from rekurate.evidence.beatport.login import Login
from rekurate.evidence.beatport.tracks import Found, found_in, found_in_page, read
from rekurate.evidence.manners import Manners
from rekurate.evidence.provider import Provider, World
from rekurate.evidence.run import Finding, Job, Run
from rekurate.evidence.shapes import tables
from rekurate.evidence.shelf import SEARCH_DAYS
from rekurate.evidence.verdict import RETURNED
from rekurate.model import Ask, Choice, Outcome, Reply, Stop

API: Final = Manners(name="beatport", shown="Beatport", key_setting="BEATPORT_TOKEN_FILE", per_minute=60.0)
"""Its limits are not documented: one request a second."""
SITE: Final = Manners(name="beatport_pages", shown="Beatport's site", per_minute=30.0, blocks=2, rest_blocked=3600.0)
API_URL: Final = "https://api.beatport.com/v4"
SITE_URL: Final = "https://www.beatport.com"


class Beatport(Provider):
    """Asks Beatport's catalogue."""

    name = "beatport"
    shown = "Beatport"
    parser_version = "1"

    def __init__(
        self, world: World, login: Login, *, pages: bool = False, urls: tuple[str, str] = (API_URL, SITE_URL)
    ) -> None:
        """Use `login` where it is set, else the public pages if `pages`; `urls` are those of the API and the site."""
        super().__init__(world)
        self._login = login
        self._pages = pages
        self._api = self._dial(API, urls[0])
        self._site = self._dial(SITE, urls[1])

    def unavailable(self) -> str | None:
        """Return why it cannot be asked, or None."""
        why = self._login.unavailable()
        if why is None or self._pages:
            return None
        return f"Beatport is not configured: {why.rstrip('.')}. Or BEATPORT_PAGES_ENABLED=true reads its public pages."

    def ask(self, job: Job, run: Run) -> Finding:
        """Search until a track is verified; the answer may settle other pending tracks of the same artist."""
        found: list[Found] = []
        queries: list[str] = []
        choice = Choice(Outcome.NO_MATCH)
        for step in self._steps(job, run):
            queries.append(key(step))
            fresh = self._answer(step, run)
            found += [one for one in fresh if one.id not in {known.id for known in found}]
            choice = self._world.matcher.choose(job.wanted, [one.suspect for one in found])
            self._settle(fresh, queries[-1:], run)
            if choice.outcome is Outcome.USABLE:
                break
        return _finding(found, queries, choice)

    def _steps(self, job: Job, run: Run) -> Iterator[Step]:
        """Yield what is asked as it is written, then, of the catalogue, as it may be misspelt."""
        if self._login.unavailable() is not None:
            yield "page", {"q": words(job.wanted)}
            return
        yield from as_written(job.wanted, job.tags)
        artist = by_artist(job.wanted)
        if artist is not None:
            yield artist
            yield from as_misspelt(job.wanted, [one.recording for one in self._answer(artist, run)])

    def _answer(self, step: Step, run: Run) -> list[Found]:
        answer = self._shelf.fetch(key(step), SEARCH_DAYS, partial(self._search, step), run.stop)
        return [read(track) for track in tables(answer.get("tracks") or [])]

    def _settle(self, found: list[Found], queries: list[str], run: Run) -> None:
        """Settle pending tracks that this answer surely holds: an artist's search lists their other tracks too."""
        people = {name.casefold() for one in found for name in one.recording.artists}
        for job in list(run.pending.values()):
            if not people & {name.casefold() for name in (*job.wanted.artists, *job.wanted.people)}:
                continue
            choice = self._world.matcher.choose(job.wanted, [one.suspect for one in found])
            if choice.outcome is Outcome.USABLE:
                run.settle(job, _finding(found, queries, choice))

    def _search(self, step: Step, stop: Stop) -> Mapping[str, Any]:
        path, params = step
        return {"tracks": self._page(params, stop) if path == "page" else self._listed(path, params, stop)}

    def _listed(self, path: str, params: Mapping[str, str], stop: Stop) -> list[dict[str, Any]]:
        bearer = self._login.bearer(self._api, stop)
        try:
            reply = self._send(path, params, bearer, stop)
        except NotConfigured:
            reply = self._send(path, params, self._login.refused(bearer, self._api, stop), stop)
        if reply.status in RETURNED and (not params or "isrc" in params):
            return []  # no such id, or no such code
        found = found_in(reply.json()) if reply.status not in RETURNED else None
        if found is None:
            raise self.senseless(reply)
        return found

    def _send(self, path: str, params: Mapping[str, str], bearer: str, stop: Stop) -> Reply:
        headers = {"Authorization": f"Bearer {bearer}", "Accept": "application/json"}
        return self._api.send(Ask(url=path, params=params, headers=headers), stop)

    def _page(self, params: Mapping[str, str], stop: Stop) -> list[dict[str, Any]]:
        ask = Ask(url="search/tracks", params={**params, "per_page": PER_PAGE}, expect="html")
        found = found_in_page(self._site.send(ask, stop).text())
        if found is None:
            raise Blocked("Beatport's page held no data: it is walled off. Nothing was concluded from it.")
        return found


def _finding(found: list[Found], queries: list[str], choice: Choice) -> Finding:
    proof: dict[str, Any] = {"queries": list(queries), "candidates": len(found)}
    if choice.index is None:
        return Finding(choice=choice, proof=proof)
    one = found[choice.index]
    proof["track"] = {
        "id": one.id,
        "title": one.recording.title,
        "mix": one.recording.mix,
        "artists": list(one.recording.artists),
        "release": one.release,
    }
    rivals = [found[index].genre for index in choice.rivals]
    message = f"As likely: {'; '.join(dict.fromkeys(term.text for term in rivals if term))}" if rivals else ""
    return Finding(choice=choice, terms=one.terms, facts=one.facts(), proof=proof, message=message)
