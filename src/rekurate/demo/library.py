"""Write the demo library: the bundled tracks as an XML that Rekordbox could have exported.

What no table says, such as ids, ratings and cues, is derived from the key of the track: the file is always the same.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from rekurate.demo.facts import Fact, facts, playlists
from rekurate.demo.writing import document, element
from rekurate.rekordbox.location import encode_location

NAME: Final = "rekordbox.xml"
_MUSIC: Final = "/Users/dj/Music/"
_SAMPLER: Final = "/Users/dj/Music/rekordbox/Sampler/OSC_SAMPLER/PRESET ONESHOT/"
_SAMPLES: Final = (("HORN", 7, 2010816), ("NOISE", 5, 1382226), ("SINEWAVE", 5, 1515258), ("SIREN", 7, 1941204))
_STREAMED: Final = "(streaming)"
_CUES: Final = (("40", "226", "20"), ("230", "40", "40"), ("48", "90", "255"))
_COLOURS: Final = (("Purple", "0x660099"), ("Red", "0xFF0000"), ("Green", "0x00FF00"))
_NOTHING: Final = {
    **dict.fromkeys(("TrackID", "Name", "Artist", "Composer", "Album", "Grouping", "Genre", "Kind"), ""),
    **dict.fromkeys(("Size", "TotalTime", "DiscNumber", "TrackNumber", "Year"), "0"),
    "AverageBpm": "0.00",
    "DateAdded": "",
    "BitRate": "0",
    "SampleRate": "44100",
    "Comments": "",
    "PlayCount": "0",
    "Rating": "0",
    "Location": "",
    "Remixer": "",
    "Tonality": "",
    "Label": "",
    "Mix": "",
}
"""Rekordbox's twenty-five attributes in its order, as it writes them where it knows nothing."""
_FIRST_DAY: Final = date(2012, 3, 1)


def write_demo_library(folder: Path) -> Path:
    """Write the library into `folder` and return its path.

    Raises FileExistsError where one is: the demo never writes over anything.
    """
    path = folder / NAME
    with path.open("xb") as file:
        file.write(demo_library())
    return path


def demo_library() -> bytes:
    """Return the export, byte for byte the same every time."""
    listed = facts()
    tracks = [_sample(*sample) for sample in _SAMPLES] + [_track(fact) for fact in listed]
    ids = {fact.key: track_id(fact.key) for fact in listed}
    root = element(
        "DJ_PLAYLISTS",
        {"Version": "1.0.0"},
        [
            element("PRODUCT", {"Name": "rekordbox", "Version": "7.2.8", "Company": "AlphaTheta"}, depth=1),
            element("COLLECTION", {"Entries": str(len(tracks))}, tracks, depth=1),
            element("PLAYLISTS", {}, [_node({"name": "ROOT", "folder": playlists()}, ids, 2)], depth=1),
        ],
        depth=0,
    )
    return document(root)


def track_id(key: str) -> str:
    """Return the TrackID of a bundled track, below 2 ** 28 as Rekordbox's own are."""
    return str(_chance(key, "id", 2**28 - 10_000_000) + 10_000_000)


def _chance(key: str, salt: str, below: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{salt}:{key}".encode()).digest()[:6]) % below


def _track(fact: Fact) -> str:
    streamed = fact.crate == _STREAMED
    seconds = fact.seconds or 210 + _chance(fact.key, "seconds", 270)
    rate = "1411" if fact.crate == "Vinyl rips" else "320"
    colour = _COLOURS[_chance(fact.key, "which", 3)] if not _chance(fact.key, "colour", 12) else ("", "")
    values = {
        "TrackID": track_id(fact.key),
        "Name": fact.title,
        "Artist": fact.artist,
        "Album": fact.album,
        "Grouping": colour[0],
        "Genre": fact.genre,
        "TotalTime": str(seconds),
        "Year": str(fact.year),
        "Kind": "Unknown Format" if streamed else "AIFF File" if rate == "1411" else "MP3 File",
        "Size": "0" if streamed else str(seconds * int(rate) * 125 + _chance(fact.key, "size", 90_000)),
        "AverageBpm": f"{fact.bpm:.2f}",
        "DateAdded": str(_FIRST_DAY + timedelta(_chance(fact.key, "added", 2000))),
        "BitRate": "0" if streamed else rate,
        "PlayCount": str(max(0, _chance(fact.key, "plays", 14) - 6)),
        "Rating": str(51 * max(0, _chance(fact.key, "stars", 9) - 3)),
        "Location": "file://localhostsoundcloud:tracks:220617335" if streamed else encode_location(_path(fact, rate)),
        "Remixer": fact.remixer,
        "Label": fact.label,
    }
    attributes = _NOTHING | values | ({"Colour": colour[1]} if colour[1] else {})
    return element("TRACK", attributes, _marks(fact, seconds), depth=2)


def _path(fact: Fact, rate: str) -> str:
    name = f"{fact.artist} - {fact.title}" if fact.artist else fact.title
    safe = "".join("_" if char in '/\\:*?"<>|' else char for char in name).strip()
    return f"{_MUSIC}{fact.crate}/{safe}{'.aiff' if rate == '1411' else '.mp3'}"


def _marks(fact: Fact, seconds: int) -> list[str]:
    """Return the beat grid of a track with a BPM; for some tracks hot cues too, and for a few a memory cue."""
    if not fact.bpm:
        return []
    start = _chance(fact.key, "start", 900) / 1000
    grid = {"Inizio": f"{start:.3f}", "Bpm": f"{fact.bpm:.2f}", "Metro": "4/4", "Battito": "1"}
    marks = [element("TEMPO", grid, depth=3)]
    for number in range(max(0, _chance(fact.key, "cues", 7) - 3)):
        at = f"{start + number * 0.22 * seconds:.3f}"
        red, green, blue = _CUES[number % len(_CUES)]
        hot = {"Name": "drop" if number == 1 else "", "Type": "0", "Start": at, "Num": str(number)}
        marks.append(element("POSITION_MARK", {**hot, "Red": red, "Green": green, "Blue": blue}, depth=3))
    if not _chance(fact.key, "memory", 6):
        memory = {"Name": "", "Type": "0", "Start": f"{start:.3f}", "Num": "-1"}
        marks.append(element("POSITION_MARK", memory, depth=3))
    return marks


def _sample(name: str, seconds: int, size: int) -> str:
    """Return one of the one-shots that Rekordbox brings along."""
    values = {"TrackID": track_id(name), "Name": name, "Kind": "WAV File", "Size": str(size), "TotalTime": str(seconds)}
    values |= {"DateAdded": str(_FIRST_DAY), "BitRate": "2116", "Location": encode_location(f"{_SAMPLER}{name}.wav")}
    return element("TRACK", _NOTHING | values, depth=2)


def _node(node: Mapping[str, Any], ids: Mapping[str, str], depth: int) -> str:
    if "folder" in node:
        inside: Sequence[str] = [_node(child, ids, depth + 1) for child in node["folder"]]
        name = {"Type": "0", "Name": node["name"]} if depth == 2 else {"Name": node["name"], "Type": "0"}  # noqa: PLR2004 - Rekordbox writes ROOT's attributes the other way round
        return element("NODE", {**name, "Count": str(len(inside))}, inside, depth=depth)
    keys = [element("TRACK", {"Key": ids[key]}, depth=depth + 1) for key in node["keys"]]
    attributes = {"Name": node["name"], "Type": "1", "KeyType": "0", "Entries": str(len(keys))}
    return element("NODE", attributes, keys, depth=depth)
