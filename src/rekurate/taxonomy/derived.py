"""Spellings taken from other tables: names of Beatport's genres and of Discogs' styles, as genre fields hold them."""

from collections.abc import Mapping
from typing import Final

from rekurate.taxonomy.entries import PATH_SIGN, Entry
from rekurate.taxonomy.mappings import Mappings
from rekurate.taxonomy.table import Shares, Verdict

_HALF: Final = 0.5
"""Share from which a style is taken for a genre."""


def derived_entries(entries: Mapping[str, Entry], mappings: Mappings) -> dict[str, Entry]:
    """Return entries for Beatport's genre names and Discogs' styles where no spelling says anything yet.

    A Beatport name is what its shop writes into files: with one genre it is an alias, with several a compound, unless
    the words before its brackets name the genre. A Discogs style is a debatable alias of the genre that it is at least
    half the time.
    """
    found: dict[str, Entry] = {}
    for key, shares in mappings.beatport_names.shares.items():
        if key not in entries:
            found[key] = _of_shop(mappings.beatport_names.written[key], shares)
    styles = mappings.styles["discogs_style"]
    for key, shares in styles.shares.items():
        genre, share = max(shares, key=lambda row: row[1], default=("", 0.0))
        if key and key not in entries and key not in found and share >= _HALF:
            why = f"Discogs' style {styles.written[key]!r} is counted as {genre!r}"
            why += f", or {', '.join(repr(other) for other, _ in shares if other != genre)}" if len(shares) > 1 else ""
            found[key] = Entry(
                Verdict.ALIAS, genre, debatable=True, why=why, written=styles.written[key], place="styles.toml"
            )
    return found


def shop_paths(entries: Mapping[str, Entry], mappings: Mappings) -> dict[str, Entry]:
    """Return what "Genre | Sub-genre" means, as Beatport writes it: the sub-genre's reading, by both keys.

    A spelling that is written with the sign says itself what it means; one without it is a list of two.
    """
    subs = mappings.beatport_subs
    found: dict[str, Entry] = {}
    for place, shares in subs.shares.items():
        number, _, sub = place.partition("/")
        for genre in mappings.beatport_titles.get(number, ()):
            own = entries.get(genre + sub)
            if own is None or PATH_SIGN not in own.written:
                name = mappings.beatport_names.written[genre]
                written = f"{name} {PATH_SIGN} {subs.written[place].partition('/')[2]}"
                found[genre + PATH_SIGN + sub] = _of_shop(subs.written[place], shares)._replace(written=written)
    return found


def _of_shop(written: str, shares: Shares) -> Entry:
    place = f"beatport.toml [{written}]"
    if not shares:
        return Entry(Verdict.NOT_A_GENRE, written=written, place=place)
    if len(shares) == 1:
        return Entry(Verdict.ALIAS, shares[0][0], written=written, place=place)
    parts = tuple(genre for genre, _ in shares)
    head = written.partition("(")[0].strip()
    if "(" in written and head in parts:
        why = f"the shop's name spans {', '.join(parts)}"
        return Entry(Verdict.ALIAS, head, debatable=True, why=why, written=written, place=place)
    return Entry(Verdict.COMPOUND, None, parts, written=written, place=place)
