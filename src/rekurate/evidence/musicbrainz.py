"""MusicBrainz as a witness: label, first release, ISRC, and the genres of release group and artist.

Recordings and releases seldom carry genres; release groups and artists do, voted by people. Search hits carry none,
so one look-up of the release follows, and it serves all tracks of that release.
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from rekurate.evidence.manners import Manners
from rekurate.evidence.provider import GONE, Provider, World
from rekurate.evidence.run import Finding, Job, Run
from rekurate.evidence.shapes import number, table, tables, text, texts, year
from rekurate.model import Ask, Choice, Outcome, Recording, Stop, Suspect, Term, Wanted

MANNERS: Final = Manners(name="musicbrainz", shown="MusicBrainz", per_minute=60.0)
"""One request a second for each address; more is answered with 503."""
BASE_URL: Final = "https://musicbrainz.org/ws/2"
_LIMIT: Final = "25"
_SEARCH_DAYS: Final = 29.0
_RELEASE_DAYS: Final = 180.0
_LUCENE: Final = re.compile(r'([+\-&|!(){}\[\]^"~*?:\\/])')
_VERSION: Final = re.compile(
    r"(?:live|demo|acoustic|instrumental|karaoke|a ?cappella|session|rehearsal|remix|(?:radio|single) edit|edit"
    r"|(?:radio|club|dub|vocal|extended) (?:mix|version))\b",
    re.IGNORECASE,
)
"""What a comment begins with that tells a recording from others of its title: "live, 1982: The Fridge, London"."""
_GATHERED: Final = frozenset({"compilation", "dj-mix", "mixtape/street"})
_ARTIST_SHARE: Final = 0.4
"""An artist's genres span a career; those of the release group are about this music."""
_BROADEST: Final = 0.3


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
            answer = self._shelf.fetch(f"recording?{query}", _SEARCH_DAYS, partial(self._search, query), run.stop)
            hits += tables(answer.get("recordings") or [])
            choice = self._world.matcher.choose(job.wanted, [_suspect(hit) for hit in hits])
            if choice.outcome is Outcome.USABLE:
                break
        return self._finding(hits, queries, choice, run)

    def _finding(self, hits: list[Mapping[str, Any]], queries: list[str], choice: Choice, run: Run) -> Finding:
        proof: dict[str, Any] = {"queries": queries, "candidates": len(hits)}
        if choice.index is None:
            return Finding(choice=choice, proof=proof)
        hit = hits[choice.index]
        proof["track"] = {"id": text(hit.get("id")), "title": text(hit.get("title")), "artists": list(_artists(hit))}
        if choice.outcome is Outcome.NO_MATCH:
            return Finding(choice=choice, proof=proof)
        facts: dict[str, Any] = {"url": f"https://musicbrainz.org/recording/{text(hit.get('id'))}"}
        facts |= {"year": year(hit.get("first-release-date")), "isrc": text(hit.get("isrcs"))}
        release = _release(hit)
        terms: tuple[Term, ...] = ()
        if release:
            own = text(release.get("id"))
            document = self._shelf.fetch(f"release/{own}", _RELEASE_DAYS, partial(self._document, own), run.stop)
            proof["release"] = {"id": own, "title": text(release.get("title"))}
            terms = _terms(document)
            facts |= {"label": text(document.get("label")), "catno": text(document.get("catno"))}
            facts |= {"release": text(release.get("title")), "type": text(document.get("type"))}
        return Finding(choice=choice, terms=terms, facts=facts, proof=proof)

    def _search(self, query: str, stop: Stop) -> Mapping[str, Any]:
        ask = Ask(url="recording", params={"query": query, "fmt": "json", "limit": _LIMIT})
        answer = self.holding("recordings", self._line.send(ask, stop))
        return {"recordings": [_trim_hit(hit) for hit in tables(answer["recordings"])]}

    def _document(self, release: str, stop: Stop) -> Mapping[str, Any]:
        ask = Ask(
            url=f"release/{release}", params={"inc": "release-groups+genres+artist-credits+labels", "fmt": "json"}
        )
        reply = self._line.send(ask, stop)
        return {"missing": True} if reply.status == GONE else _trim_release(self.holding("id", reply))


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


def _trim_hit(hit: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: hit[name] for name in ("id", "title", "length", "first-release-date", "isrcs") if hit.get(name)}
    releases = [
        {name: one[name] for name in ("id", "title", "status", "date") if one.get(name)}
        | {"group": _group(one), "various": _is_various(one)}
        for one in tables(hit.get("releases") or [])
    ]
    return kept | {
        "version": _version(hit),
        "artists": list(_artists(hit)),
        "aliases": list(_aliases(hit)),
        "releases": releases[:20],
    }


def _group(release: Mapping[str, Any]) -> dict[str, Any]:
    group = table(release.get("release-group"))
    return {"id": text(group.get("id")), "type": text(group.get("primary-type")),
            "kinds": list(texts(group.get("secondary-types") or []))}  # fmt: skip


def _is_various(release: Mapping[str, Any]) -> bool:
    return any(text(credit).casefold() == "various artists" for credit in tables(release.get("artist-credit") or []))


def _artists(hit: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the credited names, of an answer or of what was kept of it."""
    return texts(hit.get("artists") or []) or texts([text(one) for one in tables(hit.get("artist-credit") or [])])


def _aliases(hit: Mapping[str, Any]) -> tuple[str, ...]:
    people = [table(one.get("artist")) for one in tables(hit.get("artist-credit") or [])]
    names = [text(one) for one in people] + [
        text(alias) for one in people for alias in tables(one.get("aliases") or [])
    ]
    return tuple(dict.fromkeys(name for name in names if name))[:20]


def _version(hit: Mapping[str, Any]) -> str:
    said = _VERSION.match(text(hit.get("disambiguation")))
    return said.group() if said else ""


def _suspect(hit: Mapping[str, Any]) -> Suspect:
    release = _release(hit)
    recording = Recording(
        title=text(hit.get("title")),
        mix=text(hit.get("version")),
        artists=_artists(hit),
        aliases=texts(hit.get("aliases") or []),
        album=text(release.get("title")),
        isrcs=texts(hit.get("isrcs") or []),
        year=year(hit.get("first-release-date")),
        seconds=number(hit.get("length")) / 1000.0,
    )
    return Suspect(recording=recording, compilation=bool(release) and _gathered(release))


def _release(hit: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the release to look up: the artist's own before a compilation, official, earliest."""
    return min(tables(hit.get("releases") or []), key=_preference, default={})


def _preference(release: Mapping[str, Any]) -> tuple[bool, bool, str]:
    official = text(release.get("status")) in {"Official", ""}
    return _gathered(release), not official, text(release.get("date")) or "9999"


def _gathered(release: Mapping[str, Any]) -> bool:
    kinds = {kind.casefold() for kind in texts(table(release.get("group")).get("kinds") or [])}
    return bool(kinds & _GATHERED) or bool(release.get("various"))


def _trim_release(document: Mapping[str, Any]) -> dict[str, Any]:
    group = table(document.get("release-group"))
    labels = tables(document.get("label-info") or [])
    label = table(labels[0].get("label")) if labels else {}
    people = [table(one.get("artist")) for one in tables(document.get("artist-credit") or [])]
    return {
        "own": _counted(document.get("genres")),
        "group": _counted(group.get("genres")),
        "artist": _counted([genre for one in people for genre in tables(one.get("genres") or [])]),
        "label": text(label),
        "catno": text(labels[0].get("catalog-number")) if labels else "",
        "type": text(group.get("primary-type")),
        "kinds": list(texts(group.get("secondary-types") or [])),
    }


def _counted(genres: Any) -> dict[str, float]:
    return {text(genre): number(genre.get("count")) for genre in tables(genres or []) if text(genre)}


def _terms(document: Mapping[str, Any]) -> tuple[Term, ...]:
    """Weigh genres by their votes relative to the most voted one; the artist's count less, and only once."""
    gathered = 0.5 if {kind.casefold() for kind in texts(document.get("kinds") or [])} & _GATHERED else 1.0
    found: dict[str, float] = {}
    for level, share in (("own", 1.0), ("group", 1.0), ("artist", _ARTIST_SHARE)):
        votes = table(document.get(level))
        most = max((number(count) for count in votes.values()), default=0.0) or 1.0
        for genre, count in votes.items():
            weight = share * gathered * max(_BROADEST, number(count) / most)
            found[genre] = max(found.get(genre, 0.0), round(weight, 3))
    return tuple(Term("musicbrainz", genre, weight) for genre, weight in found.items())
