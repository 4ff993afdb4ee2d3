"""A loopback web server whose folder tree is the URL: `database/search/artist=A&type=release.json` answers that query.

Of the files of a path the one whose parameters are all asked for (case aside), and most of them, is sent; `_.json`
answers the rest.
A POST's form or JSON fields count as parameters. Faults come first, in order, and are used up.
"""

import contextlib
import json
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.support.loopback import Answering, Loopback

RESPONSES = Path(__file__).parent.parent / "responses"
KINDS = {".json": "application/json", ".html": "text/html; charset=utf-8", ".txt": "text/plain"}


@dataclass(frozen=True)
class Asked:
    """One request that arrived."""

    method: str
    path: str
    params: dict[str, str]
    headers: dict[str, str]


@dataclass
class Fault:
    """One answer out of the ordinary; `truncate` cuts the body short, `pause` waits after its first byte."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"{}"
    kind: str = "application/json"
    truncate: bool = False
    pause: threading.Event | None = None


class FakeWeb(Loopback):
    """Serves one folder of responses; use as a context manager."""

    def __init__(self, folder: Path) -> None:
        super().__init__(_Handler)
        self.folder = folder
        self.asked: list[Asked] = []
        self.headers: dict[str, str] = {}
        self.faults: defaultdict[str, list[Fault]] = defaultdict(list)

    def fail(self, path: str, *faults: Fault) -> None:
        """Answer the next requests for `path` with these; the path "*" stands for every one."""
        self.faults[path].extend(faults)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def fault(self, path: str) -> Fault | None:
        for name in (path, "*"):
            if self.faults[name]:
                return self.faults[name].pop(0)
        return None

    def answer(self, path: str, params: dict[str, str]) -> Fault:
        """Return what the folder holds for a request."""
        found = self._file(path.strip("/"), params)
        if found is None:
            return Fault(404, body=b'{"message": "The requested resource was not found."}')
        body = found.read_text(encoding="utf-8").replace("http://loopback", self.url)
        return Fault(body=body.encode(), kind=KINDS[found.suffix], headers=dict(self.headers))

    def _file(self, path: str, params: dict[str, str]) -> Path | None:
        for suffix in KINDS:
            exact = self.folder / f"{path}{suffix}"
            if path and exact.is_file():
                return exact
        folder = self.folder / path
        choices = [file for file in folder.iterdir() if "=" in file.stem or file.stem == "_"] if folder.is_dir() else []
        asked = {name: value.casefold() for name, value in params.items()}  # as every provider's search does
        fitting = [(wanted, file) for file in choices if (wanted := _params(file)).items() <= asked.items()]
        return max(fitting, key=lambda pair: len(pair[0]), default=({}, None))[1]


def _params(file: Path) -> dict[str, str]:
    return {} if file.stem == "_" else dict(pair.casefold().split("=", 1) for pair in file.stem.split("&"))


def _fields(headers: Any, body: bytes) -> dict[str, str]:
    if "json" in (headers.get("Content-Type") or ""):
        return {name: str(value) for name, value in json.loads(body).items()}
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


class _Handler(Answering):
    """Notes what was asked, and answers with a fault or a file."""

    fake: FakeWeb

    def serve(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        params = dict(parse_qsl(parts.query, keep_blank_values=True)) | _fields(self.headers, body)
        path = unquote(parts.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.fake.asked.append(Asked(self.command, path, params, headers))
        self._send(self.fake.fault(path) or self.fake.answer(path, params))

    def _send(self, answer: Fault) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            if answer.pause is not None:
                self.wfile.write(answer.body[:1])
                self.wfile.flush()
                answer.pause.wait(5)
            self.wfile.write(answer.body[: len(answer.body) // 2] if answer.truncate else answer.body)
        self.close_connection = self.close_connection or answer.truncate
