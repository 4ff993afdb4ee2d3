"""A loopback Replicate: creates runs, walks them through their states, keeps files, fails as documented."""

import base64
import contextlib
import email.parser
import email.policy
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.support.loopback import Answering, Loopback

from rekurate.audio.effnet.vector import class_names

TOKEN = "r8_test"
VERSION = "1532dd069fb4f0e27c6833e28815f6b8c194dfec76fd9cd73460540fd720ffe1"
HOUSE = {"Electronic---House": 0.41, "Electronic---Tech House": 0.22, "Electronic---Deep House": 0.08}
SLOW_DOWN = "Request was throttled. Expected available in 1 second."
POOR = (
    "Request was throttled. Your rate limit for creating predictions is reduced to 6 requests per minute with a burst "
    "of 1 requests while you have less than $5.0 in credit. Your rate limit resets in ~10s."
)


@dataclass(frozen=True)
class Came:
    """One request that arrived."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Trouble:
    """One answer out of the ordinary; `hang_up` closes the connection without one, after the work is done."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    hang_up: bool = False


def problem(status: int, title: str, detail: str) -> Trouble:
    body = {"title": title, "detail": detail, "status": status}
    return Trouble(status, body, {"Content-Type": "application/problem+json"})


class FakeReplicate(Loopback):
    """Use as a context manager. `states` is what each look at a run finds, the create's own answer first."""

    def __init__(self) -> None:
        super().__init__(_Handler)
        self.came: list[Came] = []
        self.states: list[str] = ["starting", "processing", "succeeded"]
        self.output: Any = "file"
        """"file" or "data": how the result comes; anything else is sent as it is."""
        self.means: Any = dict.fromkeys(class_names(), 0.001) | HOUSE
        self.error: str | None = None
        self.on_cancel = "canceled"
        self.left = 599
        """What the answers to creates say is left of the limit."""
        self.troubles: defaultdict[str, list[Trouble]] = defaultdict(list)
        self.files: dict[str, bytes] = {}
        self.runs: dict[str, int] = {}

    @property
    def root(self) -> str:
        return super().url

    @property
    def url(self) -> str:
        return f"{self.root}/v1"

    def trouble(self, route: str, *troubles: Trouble) -> None:
        """Answer the next requests of a route ("POST /v1/predictions", "GET run", "GET output") with these."""
        self.troubles[route].extend(troubles)

    def routes(self) -> list[str]:
        return [_route(came.method, came.path) for came in self.came]

    def answer(self, came: Came) -> Trouble:
        route = _route(came.method, came.path)
        secret = came.headers.get("authorization")
        if secret != f"Bearer {TOKEN}":
            return problem(401, "Unauthenticated", "You did not pass a valid authentication token")
        trouble = self.troubles[route].pop(0) if self.troubles[route] else None
        if trouble is not None and not trouble.hang_up:
            return trouble
        done = self._work(route, came)
        return trouble or done

    def _work(self, route: str, came: Came) -> Trouble:
        if route == "POST /v1/predictions":
            return self._create(came.json())
        if route == "POST /v1/files":
            return self._keep(came)
        name = came.path.split("/")[3] if came.path.count("/") > 2 else ""
        if route == "GET run" and name in self.runs:
            self.runs[name] += 1
            return Trouble(200, self._run(name))
        if route == "POST cancel" and name in self.runs:
            return Trouble(200, self._run(name) | {"status": self.on_cancel})
        if route == "GET output":
            return Trouble(200, self.means)
        return problem(404, "Not found", "The requested resource could not be found.")

    def _create(self, body: Any) -> Trouble:
        given = body.get("input") or {}
        if body.get("version", "").rpartition(":")[2] != VERSION:
            detail = "The specified version does not exist (or perhaps you don't have permission to use it?)"
            return problem(422, "Invalid version or not permitted", detail)
        if not given.get("audio"):
            return problem(422, "Input validation failed", "- input: audio is required\n")
        name = f"run{len(self.runs)}"
        self.runs[name] = 0
        run = self._run(name) | {"input": given}
        headers = {"ratelimit-remaining": str(self.left), "ratelimit-reset": "10"}
        return Trouble(201 if run["status"] == "starting" else 202, run, headers)

    def _run(self, name: str) -> dict[str, Any]:
        status = self.states[min(self.runs[name], len(self.states) - 1)]
        here = f"{self.url}/predictions/{name}"
        run: dict[str, Any] = {
            "id": name,
            "model": "mtg/effnet-discogs",
            "version": VERSION,
            "status": status,
            "output": None,
            "error": self.error,
            "data_removed": False,
            "urls": {"get": here, "cancel": f"{here}/cancel", "web": "https://replicate.com/p/x"},
        }
        if status == "succeeded":
            run |= {"output": self._output(), "metrics": {"predict_time": 1.93, "total_time": 2.41}}
        return run

    def _output(self) -> Any:
        if self.output == "file":
            return f"{self.root}/delivery/out.json"
        if self.output == "data":
            data = base64.b64encode(json.dumps(self.means).encode()).decode()
            return f"data:application/json;base64,{data}"
        return self.output

    def _keep(self, came: Came) -> Trouble:
        head = f"Content-Type: {came.headers['content-type']}\r\n\r\n".encode()
        form = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + came.body)
        (part,) = form.iter_parts()
        name = f"file{len(self.files)}"
        self.files[name] = part.get_payload(decode=True)
        facts = {"name": part.get_filename(), "content_type": part.get_content_type(), "size": len(self.files[name])}
        return Trouble(201, {"id": name, **facts, "urls": {"get": f"{self.url}/files/{name}"}})


def _route(method: str, path: str) -> str:
    if path.endswith("/cancel"):
        return "POST cancel"
    if path.startswith("/v1/predictions/"):
        return "GET run"
    if path.startswith("/delivery/"):
        return "GET output"
    return f"{method} {path}"


class _Handler(Answering):
    fake: FakeReplicate

    def serve(self, body: bytes) -> None:
        came = Came(self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body)
        self.fake.came.append(came)
        answer = self.fake.answer(came)
        if answer.hang_up:
            self.close_connection = True
            return
        data = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        self.send_response(answer.status)
        for name, value in {"Content-Type": "application/json", **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(data)
