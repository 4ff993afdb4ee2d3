"""A made-up Discogs on loopback: artist `n` has one release `n` of three tracks; every answer is counted."""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

TRACKS = 3
_STYLES = ("Deep House", "Techno", "Dub Techno", "Trance", "Electro")


@dataclass
class FakeDiscogs:
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
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"shop": self}))
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign] # clients are killed: their end is no news
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:  # noqa: D105 - the class says it
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:  # noqa: D105 - as above
        self._server.shutdown()
        self._server.server_close()

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


class _Handler(BaseHTTPRequestHandler):
    """Notes each request, then answers."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet
    shop: FakeDiscogs

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        body = json.dumps(self.shop.answer(parts.path, dict(parse_qsl(parts.query)))).encode()
        with self.shop.lock:
            self.shop.asked.append(self.path)
            self.shop.askers.append(self.headers.get("User-Agent", ""))
        time.sleep(self.shop.pause)
        try:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("X-Discogs-Ratelimit", str(self.shop.per_minute))
            self.send_header("X-Discogs-Ratelimit-Remaining", str(self.shop.per_minute - 1))
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()
        except OSError:  # the client was killed before its answer
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Keep quiet."""
