"""Last.fm as a witness: what listeners call an album or artist; off without a key, never more than weak.

Tags of single tracks are thin and full of moods, so album and artist are asked, tags below a tenth of the most used
one are left out, and years and the artist's own name with them. Whose tags they are is certain; that they fit this
track is not.
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from rekurate.errors import NotConfigured, ProviderError
from rekurate.evidence.manners import Manners
from rekurate.evidence.provider import Provider, World
from rekurate.evidence.run import Finding, Job, Run
from rekurate.evidence.shapes import number, table, tables, text
from rekurate.model import Ask, Choice, MatchResult, Outcome, Stop, Term

MANNERS: Final = Manners(
    name="lastfm",
    shown="Last.fm",
    key_setting="LASTFM_API_KEY",
    per_minute=120.0,  # five a second are allowed for each address; two leave room for the user's own scrobbling
    slow_pattern=r'^\s*\{"error":\s*29\b|"error":\s*29\s*\}',
)
BASE_URL: Final = "https://ws.audioscrobbler.com/2.0"
_DAYS: Final = 90.0
"""How long an answer is believed: listeners go on tagging."""
_LEAST: Final = 10.0
"""Count below which a tag is left out."""
_MOST: Final = 100.0
"""Count that Last.fm gives the most used tag; the others are counted beside it."""
_SHARES: Final = {"album": 0.5, "artist": 0.3}
"""How much the tags of an album or an artist say about one track."""
_YEARS: Final = re.compile(r"(?:19|20)?\d0s|(?:19|20)\d\d")
_KEY_ERRORS: Final = frozenset({4, 9, 10, 26})
"""Last.fm's codes for a key that is wrong or suspended."""
_MISSING: Final = 6
"""Its code for an album or artist that it does not have."""
_SAME: Final = 0.85
"""Likeness from which the artist whose tags these are is the one that was asked for."""


class LastFm(Provider):
    """Asks Last.fm for top tags; needs an API key, which travels in the body, not in the address."""

    name = "lastfm"
    shown = "Last.fm"
    parser_version = "1"
    credit = "Tags provided by Last.fm. https://www.last.fm"

    def __init__(self, world: World, key: str, base_url: str = BASE_URL) -> None:
        super().__init__(world)
        self._key = key
        self._line = self._dial(MANNERS, base_url)

    def unavailable(self) -> str | None:
        """Return why it cannot be asked, or None."""
        return None if self._key else "Last.fm is not configured: set LASTFM_API_KEY to an API key of your own."

    def ask(self, job: Job, run: Run) -> Finding:
        """Ask for the tags of the album, else of the artist."""
        artist, album = next(iter(job.wanted.artists), ""), job.wanted.recording.album
        queries = []
        for level, fields in (("album", {"artist": artist, "album": album}), ("artist", {"artist": artist})):
            if not all(fields.values()):
                continue
            queries.append(f"{level}: {' - '.join(fields.values())}")
            document = self._shelf.fetch(queries[-1], _DAYS, partial(self._tags, level, fields), run.stop)
            terms = _terms(document, _SHARES[level], artist)
            if terms and self._world.matcher.alike(text(document.get("artist")) or artist, artist) >= _SAME:
                result = MatchResult(
                    Outcome.WEAK, 0.7, {"artist": 1.0}, (), (f"tags of the {level}, not of the track",)
                )
                return Finding(
                    choice=Choice(Outcome.WEAK, 0, result), terms=terms, proof={"queries": queries, "level": level}
                )
        return Finding(choice=Choice(Outcome.NO_MATCH), proof={"queries": queries})

    def _tags(self, level: str, fields: Mapping[str, str], stop: Stop) -> Mapping[str, Any]:
        form = {"method": f"{level}.gettoptags", **fields, "autocorrect": "0", "api_key": self._key, "format": "json"}
        reply = self._line.send(Ask(url="", method="POST", form=form, also=(403,)), stop)
        code = int(number(table(reply.json()).get("error")))
        if code == _MISSING:
            return {"tags": []}
        if code or reply.is_refusal:
            raise _error(code, reply.status)
        top = table(self.holding("toptags", reply)["toptags"])
        tags = [[text(tag), number(tag.get("count"))] for tag in tables(top.get("tag") or [])[:40]]
        return {"tags": tags, "artist": text(table(top.get("@attr")).get("artist"))}


def _error(code: int, status: int) -> ProviderError:
    if code in _KEY_ERRORS:
        return NotConfigured("Last.fm refused the key: set LASTFM_API_KEY to a valid one.")
    return ProviderError(
        f"Last.fm refused the request (error {code}, HTTP {status}). Try again later, or go on without it."
    )


def _terms(document: Mapping[str, Any], share: float, artist: str) -> tuple[Term, ...]:
    kept = [
        (text(tag[0]), number(tag[1])) for tag in document.get("tags") or [] if isinstance(tag, list) and len(tag) > 1
    ]
    return tuple(
        Term("lastfm", tag, round(share * min(count, _MOST) / _MOST, 3))
        for tag, count in kept
        if count >= _LEAST and tag and not _YEARS.fullmatch(tag) and tag.casefold() != artist.casefold()
    )
