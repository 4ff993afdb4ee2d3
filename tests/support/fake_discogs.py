"""A made-up Discogs on loopback: artist `n` has one release `n` of three tracks; every answer is counted."""

import json
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.support.loopback import Answering, Loopback

TRACKS = 3
_STYLES = ("Deep House", "Techno", "Dub Techno", "Trance", "Electro")


@dataclass
class FakeDiscogs(Loopback):
    """Answers searches by artist and track, and releases."""

    per_minute: int = 60_000
    """What its headers allow: tests do not wait for turns."""
    pause: float = 0.0
    """Seconds each answer takes."""
    asked: list[str] = field(default_factory=list)
    """Each request, in order."""
    askers: list[str] = field(default_factory=list)
    """Its User-Agent: whose request it was."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:  # noqa: D105 - a dataclass' second half
        super().__init__(_Handler)

    def answer(self, path: str, params: dict[str, str]) -> dict[str, Any]:
        """Return what is known of a path."""
        if "search" not in path:
            return release(int(path.rsplit("/", 1)[1]))
        number = params.get("artist", "").rpartition(" ")[2]
        return {"results": [hit(int(number))] if number.isdigit() else []}


def hit(number: int) -> dict[str, Any]:
    return {"id": number, "type": "release", "master_id": 0, "title": f"Somebody {number} - Release {number}",
            "year": "2001", "style": [_STYLES[number % 5]], "label": ["Label"], "format": ["Vinyl"]}  # fmt: skip


def release(number: int) -> dict[str, Any]:
    listed = [{"position": f"A{at}", "type_": "track", "title": title(number, at), "duration": ""}
              for at in range(TRACKS)]  # fmt: skip
    return {"id": number, "title": f"Release {number}", "artists": [{"name": f"Somebody {number}"}], "year": 2001,
            "genres": ["Electronic"], "styles": [_STYLES[number % 5]], "labels": [{"name": "Label", "catno": "L 1"}],
            "formats": [{"name": "Vinyl", "descriptions": ["EP"]}], "tracklist": listed}  # fmt: skip


def title(number: int, at: int) -> str:
    return f"{('Harbour', 'Lantern', 'Orchard')[at]} Song {number}"


def write_crates(path: Path, releases: int, *, album: bool = False) -> Path:
    """Write a Rekordbox XML whose tracks are those of the first releases."""
    rows = "".join(
        f'<TRACK TrackID="{number * TRACKS + at}" Name="{title(number, at)}" Artist="Somebody {number}" '
        f'Album="{f"Release {number}" if album else ""}" Genre="" TotalTime="360" AverageBpm="126.00" '
        f'DateAdded="2024-01-01" Location="file://localhost/Music/{number}-{at}.mp3"/>'
        for number in range(1, releases + 1)
        for at in range(TRACKS)
    )
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><DJ_PLAYLISTS Version="1.0.0">'
        '<PRODUCT Name="rekordbox" Version="7.2.8" Company="AlphaTheta"/>'
        f'<COLLECTION Entries="{releases * TRACKS}">{rows}</COLLECTION>'
        '<PLAYLISTS><NODE Type="0" Name="ROOT" Count="0"/></PLAYLISTS></DJ_PLAYLISTS>',
        encoding="utf-8",
    )
    return path


class _Handler(Answering):
    """Notes each request, then answers."""

    fake: FakeDiscogs

    def serve(self, body: bytes) -> None:
        del body
        parts = urlsplit(self.path)
        answer = json.dumps(self.fake.answer(parts.path, dict(parse_qsl(parts.query)))).encode()
        with self.fake.lock:
            self.fake.asked.append(self.path)
            self.fake.askers.append(self.headers.get("User-Agent", ""))
        time.sleep(self.fake.pause)
        try:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.send_header("X-Discogs-Ratelimit", str(self.fake.per_minute))
            self.send_header("X-Discogs-Ratelimit-Remaining", str(self.fake.per_minute - 1))
            self.end_headers()
            self.wfile.write(answer)
            self.wfile.flush()
        except OSError:  # the client was killed before its answer
            self.close_connection = True
