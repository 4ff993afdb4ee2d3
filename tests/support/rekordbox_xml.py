"""Writes Rekordbox XML as Rekordbox writes it, and as other tools write it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rekurate.rekordbox.export.records.attributes import ORDER, escape

PLAIN = {
    "TrackID": "1", "Name": "Title", "Artist": "Artist", "Composer": "", "Album": "", "Grouping": "", "Genre": "",
    "Kind": "Mp3-Datei ", "Size": "1000", "TotalTime": "300", "DiscNumber": "0", "TrackNumber": "0", "Year": "0",
    "AverageBpm": "128.00", "DateAdded": "2024-05-06", "BitRate": "320", "SampleRate": "44100", "Comments": "",
    "PlayCount": "0", "Rating": "0", "Location": "file://localhost/Users/dj/Music/1.mp3", "Remixer": "",
    "Tonality": "8A", "Label": "", "Mix": "",
}  # fmt: skip
CUES = (
    '<TEMPO Inizio="0.025" Bpm="128.00" Metro="4/4" Battito="1"/>',
    '<POSITION_MARK Name="drop &gt;" Type="0" Start="61.318" Num="0" Red="40" Green="226" Blue="20"/>',
)


def record(children: Sequence[str] = CUES, *, eol: str = "\r\n", **attributes: str | None) -> str:
    """Return a TRACK as Rekordbox wraps it, its id and location following `TrackID`; None leaves an attribute out."""
    number = attributes.get("TrackID", "1")
    merged = {**PLAIN, "Location": f"file://localhost/Users/dj/Music/{number}.mp3", **attributes}
    written = [f'{name}="{escape(merged[name])}"' for name in ORDER if merged.get(name) is not None]
    lines = [" ".join(written[start : start + 5]) for start in range(0, len(written), 5)]
    tag = "    <TRACK " + f"{eol}           ".join(lines)
    if not children:
        return f"{tag}/>{eol}"
    return f"{tag}>{eol}" + "".join(f"      {child}{eol}" for child in children) + f"    </TRACK>{eol}"


def library(
    records: Sequence[str],
    playlists: Mapping[str, Sequence[str]] | None = None,
    *,
    entries: str | None = None,
    eol: str = "\r\n",
) -> str:
    """Return a whole document; `playlists` is name -> TrackIDs."""
    lists = playlists or {}
    nodes = "".join(
        f'      <NODE Name="{escape(name)}" Type="1" KeyType="0" Entries="{len(ids)}">{eol}'
        + "".join(f'        <TRACK Key="{id_}"/>{eol}' for id_ in ids)
        + f"      </NODE>{eol}"
        for name, ids in lists.items()
    )
    count = len(records) if entries is None else entries
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{eol}{eol}<DJ_PLAYLISTS Version="1.0.0">{eol}'
        f'  <PRODUCT Name="rekordbox" Version="7.2.8" Company="AlphaTheta"/>{eol}'
        f'  <COLLECTION Entries="{count}">{eol}{"".join(records)}  </COLLECTION>{eol}  <PLAYLISTS>{eol}'
        f'    <NODE Type="0" Name="ROOT" Count="{len(lists)}">{eol}{nodes}    </NODE>{eol}  </PLAYLISTS>{eol}'
        f"</DJ_PLAYLISTS>{eol}"
    )


def write_library(path: Path, *records: str, **options: object) -> Path:
    """Write a whole document byte for byte as given."""
    path.write_bytes(library(records, **options).encode("utf-8", "surrogateescape"))
    return path
