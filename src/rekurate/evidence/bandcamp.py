"""Bandcamp as a witness: tags that artist or label chose; off by default, low weight.

There is no public API: one search call and the data block of one page, slowly. Of a page's keywords the place, the
artist and the label are no genres; what remains is often one word for everything they release.
"""

import json
import re
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from rekurate.errors import Blocked
from rekurate.evidence.manners import Manners
from rekurate.evidence.provider import GONE, Provider, World
from rekurate.evidence.run import Finding, Job, Run
from rekurate.evidence.shapes import table, tables, text, texts, year
from rekurate.evidence.shelf import DETAIL_DAYS, SEARCH_DAYS
from rekurate.model import Ask, Outcome, Recording, Stop, Suspect, Term, Wanted

MANNERS: Final = Manners(name="bandcamp", shown="Bandcamp", per_minute=40.0, rest_blocked=3600.0)
"""One request in one and a half seconds; faster callers were walled off."""
BASE_URL: Final = "https://bandcamp.com"
_DATA: Final = re.compile(r"<script[^>]*type=\"application/ld\+json\"[^>]*>(?P<data>.*?)</script>", re.DOTALL)
_SHARE: Final = 0.5
"""Tags are chosen to be found by, not to tell genres apart."""
_YEAR: Final = re.compile(r"\d{4}")


class Bandcamp(Provider):
    """Asks Bandcamp's public search and one page."""

    name = "bandcamp"
    shown = "Bandcamp"
    parser_version = "1"

    def __init__(self, world: World, *, enabled: bool, base_url: str = BASE_URL) -> None:
        super().__init__(world)
        self._enabled = enabled
        self._line = self._dial(MANNERS, base_url)

    def unavailable(self) -> str | None:
        """Return why it cannot be asked, or None."""
        return None if self._enabled else "Bandcamp is off: set BANDCAMP_ENABLED=true to ask its public search."

    def ask(self, job: Job, run: Run) -> Finding:
        """Search for the track, then read the tags of its page."""
        words = _words(job.wanted)
        answer = self._shelf.fetch(f"search?{words}", SEARCH_DAYS, partial(self._search, words), run.stop)
        hits = tables(answer.get("results") or [])
        choice = self._world.matcher.choose(job.wanted, [_suspect(hit) for hit in hits])
        proof: dict[str, Any] = {"queries": [words], "candidates": len(hits)}
        if choice.index is None:
            return Finding(choice=choice, proof=proof)
        hit = hits[choice.index]
        address = text(hit.get("url"))
        proof["track"] = {"title": text(hit.get("title")), "artists": [text(hit.get("artist"))], "url": address}
        if choice.outcome is Outcome.NO_MATCH:
            return Finding(choice=choice, proof=proof)
        page = self._shelf.fetch(f"page?{address}", DETAIL_DAYS, partial(self._page, address), run.stop)
        tags = texts(page.get("tags") or [])
        facts = {"label": text(page.get("label")), "year": year(page.get("year")), "url": address}
        strength = round(_SHARE / max(1.0, len(tags) ** 0.5), 3)
        terms = tuple(Term("bandcamp", tag, strength) for tag in tags)
        return Finding(choice=choice, terms=terms, facts=facts, proof=proof)

    def _search(self, words: str, stop: Stop) -> Mapping[str, Any]:
        body = {"search_text": words, "search_filter": "t", "full_page": False, "fan_id": None}
        ask = Ask(url="api/bcsearch_public_api/1/autocomplete_elastic", method="POST", json=body)
        found = table(self.holding("auto", self._line.send(ask, stop))["auto"]).get("results")
        return {"results": [_trim_hit(hit) for hit in tables(found or []) if text(hit.get("type")) == "t"]}

    def _page(self, address: str, stop: Stop) -> Mapping[str, Any]:
        reply = self._line.send(Ask(url=address, expect="html"), stop)
        if reply.status == GONE:
            return {"missing": True}
        block = _DATA.search(reply.text())
        if block is None:
            raise Blocked("Bandcamp's page held no data: it is walled off. Nothing was concluded from it.")
        return read_page(block["data"])


def read_page(data: str) -> dict[str, Any]:
    """Read the data block of a track or album page: tags without places and names, label, year."""
    try:
        page = table(json.loads(data))
    except (ValueError, RecursionError):
        return {}
    album = table(page.get("inAlbum"))
    publisher = table(page.get("publisher"))
    released = [
        table(one.get("recordLabel")) for one in tables(page.get("albumRelease") or album.get("albumRelease") or [])
    ]
    label = next((text(one) for one in released if text(one)), "")
    place = text(table(publisher.get("foundingLocation")))
    names = {text(page.get("byArtist")), text(album.get("byArtist")), text(publisher), label, *place.split(", ")}
    folded = {name.casefold() for name in names if name}
    tags = [tag for tag in texts(page.get("keywords") or []) if tag.casefold() not in folded]
    released_on = _YEAR.search(text(page.get("datePublished")))
    return {"tags": tags[:12], "label": label, "year": released_on.group() if released_on else ""}


def _trim_hit(hit: Mapping[str, Any]) -> dict[str, str]:
    return {
        "title": text(hit.get("name")),
        "artist": text(hit.get("band_name")),
        "album": text(hit.get("album_name")),
        "url": text(hit.get("item_url_path")) or text(hit.get("item_url_root")),
    }


def _suspect(hit: Mapping[str, Any]) -> Suspect:
    """Read a hit; a label's page names the label as the band and the artist in the title, "Artist - Title"."""
    band, title = text(hit.get("artist")), text(hit.get("title"))
    artist, dash, rest = title.partition(" - ")
    named = bool(dash) and bool(rest.strip())
    recording = Recording(
        title=rest if named and artist.casefold() != title.casefold() else title,
        artists=(artist, band) if named else (band,),
        label=band if named else "",
        album=text(hit.get("album")),
    )
    return Suspect(recording=recording)


def _words(wanted: Wanted) -> str:
    return " ".join((*wanted.artists[:1], wanted.core, wanted.mix)).strip()
