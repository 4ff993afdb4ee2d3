"""A recording that a search found: what is kept of it, and the release of it that is worth looking up."""

import re
from collections.abc import Mapping
from typing import Any, Final

from rekurate.evidence.shapes import number, table, tables, text, texts, year
from rekurate.model import Recording, Suspect

_VERSION: Final = re.compile(
    r"(?:live|demo|acoustic|instrumental|karaoke|a ?cappella|session|rehearsal|remix|(?:radio|single) edit|edit"
    r"|(?:radio|club|dub|vocal|extended) (?:mix|version))\b",
    re.IGNORECASE,
)
"""What a comment begins with that tells a recording from others of its title: "live, 1982: The Fridge, London"."""
GATHERED: Final = frozenset({"compilation", "dj-mix", "mixtape/street"})
"""Kinds of release that gather music of several artists or years, in small letters."""


def trim(hit: Mapping[str, Any]) -> dict[str, Any]:
    """Keep of a hit what the functions below need."""
    kept = {name: hit[name] for name in ("id", "title", "length", "first-release-date", "isrcs") if hit.get(name)}
    releases = [
        {name: one[name] for name in ("id", "title", "status", "date") if one.get(name)}
        | {"group": _group(one), "various": _is_various(one)}
        for one in tables(hit.get("releases") or [])
    ]
    return kept | {
        "version": _version(hit),
        "artists": list(artists_of(hit)),
        "aliases": list(_aliases(hit)),
        "releases": releases[:20],
    }


def _group(release: Mapping[str, Any]) -> dict[str, Any]:
    group = table(release.get("release-group"))
    return {"id": text(group.get("id")), "type": text(group.get("primary-type")),
            "kinds": list(texts(group.get("secondary-types") or []))}  # fmt: skip


def _is_various(release: Mapping[str, Any]) -> bool:
    return any(text(credit).casefold() == "various artists" for credit in tables(release.get("artist-credit") or []))


def artists_of(hit: Mapping[str, Any]) -> tuple[str, ...]:
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


def suspect_of(hit: Mapping[str, Any]) -> Suspect:
    """Read a hit as a row that may be the recording."""
    release = release_of(hit)
    recording = Recording(
        title=text(hit.get("title")),
        mix=text(hit.get("version")),
        artists=artists_of(hit),
        aliases=texts(hit.get("aliases") or []),
        album=text(release.get("title")),
        isrcs=texts(hit.get("isrcs") or []),
        year=year(hit.get("first-release-date")),
        seconds=number(hit.get("length")) / 1000.0,
    )
    return Suspect(recording=recording, compilation=bool(release) and _gathered(release))


def release_of(hit: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the release to look up: the artist's own before a compilation, official, earliest."""
    return min(tables(hit.get("releases") or []), key=_preference, default={})


def _preference(release: Mapping[str, Any]) -> tuple[bool, bool, str]:
    official = text(release.get("status")) in {"Official", ""}
    return _gathered(release), not official, text(release.get("date")) or "9999"


def _gathered(release: Mapping[str, Any]) -> bool:
    kinds = {kind.casefold() for kind in texts(table(release.get("group")).get("kinds") or [])}
    return bool(kinds & GATHERED) or bool(release.get("various"))
