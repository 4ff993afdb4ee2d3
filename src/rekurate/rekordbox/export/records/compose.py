"""A record made from the database: only what was read there, in Rekordbox's order and formats.

Nothing is filled in: an attribute without a value is left out, since Rekordbox would take "" or 0 for the new value.
Kind, Grouping and Mix are never written: the database does not hold them as the XML shows them.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from rekurate.model import XML_ATTRIBUTE, Field, Track
from rekurate.rekordbox.characters import REPLACED, unwritable
from rekurate.rekordbox.export.records.attributes import ORDER, escape
from rekurate.rekordbox.location import encode_location
from rekurate.rekordbox.values import value_of, xml_text

_NUMBERS: Final = frozenset({"TotalTime", "Size", "BitRate", "PlayCount", "AverageBpm", "Year", "Rating"})
_NO_NUMBER: Final = frozenset({"0", "0.00"})


def values_of(track: Track, extras: Mapping[str, str]) -> dict[str, str]:
    """Return a record's attributes as text; `extras` are further ones as the XML has them."""
    return {**dict(_read(track)), **extras}


def compose(values: Mapping[str, str], changes: Mapping[Field, str]) -> bytes:
    """Return an empty TRACK element with these attributes and, in their place, the changes (in our units)."""
    written = {**values, **{XML_ATTRIBUTE[field]: xml_text(field, value) for field, value in changes.items()}}
    attributes = " ".join([f'{name}="{escape(written[name])}"' for name in ORDER if name in written])
    return f"<TRACK {attributes}/>".encode()


def unwritable_attribute(values: Mapping[str, str]) -> str | None:
    """Return the attribute that holds damaged text or a character XML cannot hold, or None."""
    together = "".join(values.values())
    if not unwritable(together) and REPLACED not in together:
        return None
    return next((name for name, value in values.items() if unwritable(value) or REPLACED in value), None)


def _read(track: Track) -> Iterator[tuple[str, str]]:
    """Yield the attributes that have a value."""
    yield "TrackID", track.id
    yield "Location", encode_location(track.location)
    plain = {
        "Name": track.title,
        "Artist": track.artist,
        "Remixer": track.remixer,
        "Tonality": track.key,
        "DateAdded": track.added,
        "Size": str(track.file_size),
        "TotalTime": str(track.seconds),
        "BitRate": str(track.bit_rate),
        "PlayCount": str(track.play_count),
        "AverageBpm": f"{track.bpm:.2f}",
    }
    yield from ((name, text) for name, text in plain.items() if _says_something(name, text))
    for field, name in XML_ATTRIBUTE.items():
        value = value_of(track, field)
        if _says_something(name, value):
            yield name, xml_text(field, value)


def _says_something(name: str, text: str) -> bool:
    """Whether there is a value: 0 is none of a number, and a title like another."""
    return text != "" and not (name in _NUMBERS and text in _NO_NUMBER)
