"""The line protocol between server and worker: one JSON object a line, ASCII, so that any path survives it."""

import json
from collections.abc import Mapping
from typing import IO, Any


def send(stream: IO[bytes], message: Mapping[str, Any]) -> None:
    """Write one message and flush it. Raises OSError when the other side is gone."""
    stream.write(json.dumps(message, ensure_ascii=True, allow_nan=False).encode("ascii") + b"\n")
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, Any] | None:
    """Read one message; None when the other side is gone or no longer speaks the protocol."""
    try:
        line = stream.readline()
        message = json.loads(line) if line.endswith(b"\n") else None
    except (OSError, ValueError):
        return None
    return message if isinstance(message, dict) else None
