"""A small web server on the loopback address, which runs while the demo asks the providers."""

import json
from collections import Counter
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any, Final, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from rekurate.demo.facts import releases
from rekurate.demo.replay import discogs, musicbrainz
from rekurate.demo.replay.catalogue import Catalogue

_LIMITS: Final = {"X-Discogs-Ratelimit": "60", "X-Discogs-Ratelimit-Used": "1", "X-Discogs-Ratelimit-Remaining": "59"}
_BUSY_AT: Final = 20
"""Number of the request to Discogs that is answered with "too many requests"; once, to show that it is handled."""
_WAIT: Final = "5"
_NOT_FOUND: Final = {"message": "The requested resource was not found."}


class Replay:
    """Answers like Discogs and MusicBrainz. A context manager: the server listens only inside it."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        """Requests by provider, and "busy" for those that were told to wait."""
        self._catalogue = Catalogue(releases())
        self._lock = Lock()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        """Start to answer."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, provider: str) -> str:
        """Return the base address of "discogs" or "musicbrainz"."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/{provider}"

    def answer(self, path: str, asked: Mapping[str, str]) -> tuple[int, Mapping[str, str], Any]:
        """Return status, headers and JSON for one request."""
        provider, _, rest = path.strip("/").partition("/")
        with self._lock:
            self.asked[provider] += 1
            busy = provider == "discogs" and self.asked[provider] == _BUSY_AT
            self.asked["busy"] += busy
        headers = _LIMITS if provider == "discogs" else {}
        if busy:
            message = {"message": "You are making requests too quickly."}
            return 429, {**headers, "X-Discogs-Ratelimit-Remaining": "0", "Retry-After": _WAIT}, message
        found = _discogs(self._catalogue, rest, asked) if provider == "discogs" else None
        found = _musicbrainz(self._catalogue, rest, asked) if provider == "musicbrainz" else found
        return (404, headers, _NOT_FOUND) if found is None else (200, headers, found)


def _discogs(catalogue: Catalogue, path: str, asked: Mapping[str, str]) -> Any:
    kind, _, own = path.partition("/")
    if path == "database/search":
        return discogs.search(catalogue, asked)
    if kind == "releases":
        return discogs.release_of(catalogue, own)
    return discogs.master_of(catalogue, own) if kind == "masters" else None


def _musicbrainz(catalogue: Catalogue, path: str, asked: Mapping[str, str]) -> Any:
    kind, _, own = path.partition("/")
    if path == "recording":
        return musicbrainz.recordings(catalogue, asked.get("query", ""))
    return musicbrainz.release_of(catalogue, own) if kind == "release" else None


class _Server(ThreadingHTTPServer):
    """A server whose clients may hang up."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """Keep quiet: the client says what went wrong."""


class _Handler(BaseHTTPRequestHandler):
    """Answers GET."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # buffered: sent as two packets, head and body would take 40 ms longer
    replay: Replay

    def do_GET(self) -> None:
        """Answer one request."""
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        status, headers, content = self.replay.answer(unquote(parts.path), asked)
        body = json.dumps(content, ensure_ascii=False).encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Type": "application/json", "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def _handler(replay: Replay) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Handler,), {"replay": replay})
