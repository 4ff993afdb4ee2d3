"""MusicBrainz as a witness: label, first release, ISRC, and the genres of release group and artist.

Recordings and releases seldom carry genres; release groups and artists do, voted by people. Search hits carry none,
so one look-up of the release follows, and it serves all tracks of that release.
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from rekurate.evidence.manners import Manners
from rekurate.evidence.musicbrainz import recordings, releases
from rekurate.evidence.provider import GONE, Provider, World
from rekurate.evidence.run import Finding, Job, Run
from rekurate.evidence.shapes import tables, text, year
from rekurate.evidence.shelf import DETAIL_DAYS, SEARCH_DAYS
from rekurate.model import Ask, Choice, Outcome, Stop, Term, Wanted

MANNERS: Final = Manners(name="musicbrainz", shown="MusicBrainz", per_minute=60.0)
"""One request a second for each address; more is answered with 503."""
BASE_URL: Final = "https://musicbrainz.org/ws/2"
_LIMIT: Final = "25"
_LUCENE: Final = re.compile(r'([+\-&|!(){}\[\]^"~*?:\\/])')


class MusicBrainz(Provider):
    """Asks MusicBrainz' search and releases; needs no key."""

    name = "musicbrainz"
    shown = "MusicBrainz"
    parser_version = "2"
    credit = "Data provided by MusicBrainz. https://musicbrainz.org"

    def __init__(self, world: World, base_url: str = BASE_URL) -> None:
        super().__init__(world)
        self._line = self._dial(MANNERS, base_url)

    def unavailable(self) -> str | None:
        """Return None: it asks nothing of its users but patience."""
        return None

    def limits(self) -> str:
        """Return what a caller should know beforehand, "" for nothing."""
        if self._world.web.contact.strip():
            return ""
        return "MusicBrainz asks callers for a contact: set REKURATE_CONTACT to your e-mail or site."

    def ask(self, job: Job, run: Run) -> Finding:
        """Search for the recording, then look its release up for genres and label."""
        hits: list[Mapping[str, Any]] = []
        queries: list[str] = []
        choice = Choice(Outcome.NO_MATCH)
        for query in _queries(job.wanted):
            queries.append(query)
            answer = self._shelf.fetch(f"recording?{query}", SEARCH_DAYS, partial(self._search, query), run.stop)
            hits += tables(answer.get("recordings") or [])
            choice = self._world.matcher.choose(job.wanted, [recordings.suspect_of(hit) for hit in hits])
            if choice.outcome is Outcome.USABLE:
                break
        return self._finding(hits, queries, choice, run)

    def _finding(self, hits: list[Mapping[str, Any]], queries: list[str], choice: Choice, run: Run) -> Finding:
        proof: dict[str, Any] = {"queries": queries, "candidates": len(hits)}
        if choice.index is None:
            return Finding(choice=choice, proof=proof)
        hit = hits[choice.index]
        proof["track"] = {
            "id": text(hit.get("id")),
            "title": text(hit.get("title")),
            "artists": list(recordings.artists_of(hit)),
        }
        if choice.outcome is Outcome.NO_MATCH:
            return Finding(choice=choice, proof=proof)
        facts: dict[str, Any] = {"url": f"https://musicbrainz.org/recording/{text(hit.get('id'))}"}
        facts |= {"year": year(hit.get("first-release-date")), "isrc": text(hit.get("isrcs"))}
        release = recordings.release_of(hit)
        terms: tuple[Term, ...] = ()
        if release:
            own = text(release.get("id"))
            document = self._shelf.fetch(f"release/{own}", DETAIL_DAYS, partial(self._document, own), run.stop)
            proof["release"] = {"id": own, "title": text(release.get("title"))}
            terms = releases.terms_of(document)
            facts |= {"label": text(document.get("label")), "catno": text(document.get("catno"))}
            facts |= {"release": text(release.get("title")), "type": text(document.get("type"))}
        return Finding(choice=choice, terms=terms, facts=facts, proof=proof)

    def _search(self, query: str, stop: Stop) -> Mapping[str, Any]:
        ask = Ask(url="recording", params={"query": query, "fmt": "json", "limit": _LIMIT})
        answer = self.holding("recordings", self._line.send(ask, stop))
        return {"recordings": [recordings.trim(hit) for hit in tables(answer["recordings"])]}

    def _document(self, release: str, stop: Stop) -> Mapping[str, Any]:
        ask = Ask(
            url=f"release/{release}", params={"inc": "release-groups+genres+artist-credits+labels", "fmt": "json"}
        )
        reply = self._line.send(ask, stop)
        return {"missing": True} if reply.status == GONE else releases.trim(self.holding("id", reply))


def _queries(wanted: Wanted) -> list[str]:
    """Return Lucene queries, best first: ISRC, artist and title, title in plain words.

    Those in small letters: outside quotes "READY OR NOT" would be an expression, and a broken one.
    """
    main = wanted.lead
    isrc = next(iter(wanted.recording.isrcs), "")
    title = f"{wanted.core} {wanted.mix}".strip()
    steps = [
        f"isrc:{_escaped(isrc)}" if isrc else "",
        f'artist:"{_escaped(main)}" AND recording:"{_escaped(wanted.core)}"' if main else "",
        f"artist:({_escaped(main.lower())}) AND recording:({_escaped(title.lower())})" if main else "",
    ]
    return list(dict.fromkeys(step for step in steps if step))


def _escaped(words: str) -> str:
    return _LUCENE.sub(r"\\\1", words)
