"""Web servers on this machine's own address, for as long as a test needs them."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


class Answering(BaseHTTPRequestHandler):
    """Passes each request's body to `serve`; says nothing by itself."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: two would wait 40 ms for each other
    fake: Any
    """The `Loopback` it answers for."""

    def do_GET(self) -> None:
        self.serve(b"")

    def do_POST(self) -> None:
        self.serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def serve(self, body: bytes) -> None:
        """Answer one request."""
        raise AssertionError(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class _Server(ThreadingHTTPServer):
    """A server whose clients may hang up."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """Keep quiet: tests look at what the client made of it."""


class Loopback:
    """Listens while its context lasts."""

    def __init__(self, handler: type[Answering]) -> None:
        self._server = _Server(("127.0.0.1", 0), type("Handler", (handler,), {"fake": self}))
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
        self._thread.join()
