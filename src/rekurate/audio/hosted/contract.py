"""What Replicate's HTTP interface says: bodies we send, and what we read out of its answers. Standard library only."""

import base64
import binascii
import json
import math
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from rekurate.audio.effnet.vector import CLASSES, class_names
from rekurate.errors import ProviderError
from rekurate.model import Reply

MIME: Final = "audio/ogg"
LARGEST_URI: Final = 256_000
"""Characters of a data URI: Replicate recommends files above 256 kB."""
FINAL: Final = frozenset({"succeeded", "failed", "canceled", "aborted"})
_UNFINISHED: Final = frozenset({"starting", "processing"})
_LONGEST: Final = 300
_ENDLESS: Final = 1e6
"""Seconds: no run takes as long."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """One run, as far as it got."""

    id: str
    status: str
    output: str
    """Address of the result file, or the file itself as a data URI; "" while there is none."""
    error: str
    predict_time: float | None
    """Seconds the model ran, once it has."""
    get: str
    cancel: str
    removed: bool
    """Whether Replicate has deleted the output, as it does after an hour."""

    @property
    def ended(self) -> bool:
        """Whether nothing will change any more."""
        return self.status in FINAL


def data_uri(data: bytes) -> str:
    """Return the excerpt as an address that holds it."""
    return f"data:{MIME};base64,{base64.b64encode(data).decode('ascii')}"


def multipart(data: bytes) -> tuple[bytes, str]:
    """Return the body of an upload and its content type; the name says nothing about the track."""
    mark = uuid.uuid4().hex
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="content"; filename="excerpt.ogg"\r\n'
        f"Content-Type: {MIME}\r\n\r\n"
    )
    return head.encode() + data + f"\r\n--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


def read_prediction(reply: Reply) -> Prediction:
    """Read a prediction. Raises ProviderError for what is none, and for a status nobody has documented."""
    body = _object(reply)
    status = str(body.get("status", ""))
    if status not in FINAL | _UNFINISHED:
        raise ProviderError(f"Replicate answered with an unknown state ({status[:40] or 'none'}) instead of a result.")
    urls, metrics, output = _table(body.get("urls")), _table(body.get("metrics")), body.get("output")
    if isinstance(output, list):
        output = output[0] if output else None
    took = metrics.get("predict_time")
    return Prediction(
        id=str(body.get("id", "")),
        status=status,
        output=output if isinstance(output, str) else "",
        error=str(body.get("error") or "")[:_LONGEST],
        predict_time=float(took) if isinstance(took, int | float) and 0 <= took < _ENDLESS else None,
        get=str(urls.get("get", "")),
        cancel=str(urls.get("cancel", "")),
        removed=bool(body.get("data_removed")),
    )


def read_file_address(reply: Reply) -> str:
    """Read where an uploaded file lies. Raises ProviderError."""
    address = _table(_object(reply).get("urls")).get("get")
    if not isinstance(address, str) or not address:
        raise ProviderError("Replicate took the excerpt and did not say where it lies.")
    return address


def detail_of(reply: Reply) -> str:
    """Return what an error answer says, in a line without its full stop; its status where it says nothing."""
    try:
        body = _object(reply)
    except ProviderError:
        body = {}
    said = [str(body[name]).strip().rstrip(".") for name in ("title", "detail") if body.get(name)]
    return ": ".join(said)[:_LONGEST] or f"HTTP {reply.status}"


def in_data_uri(uri: str) -> bytes:
    """Return the content of a data URI. Raises ProviderError for a broken one."""
    head, comma, data = uri.partition(",")
    try:
        raw = unquote_to_bytes(data)
        if comma:
            return base64.b64decode(raw, validate=True) if head.endswith(";base64") else raw
    except binascii.Error:
        pass
    raise ProviderError("Replicate answered with a data address that cannot be read.")


def read_means(data: bytes) -> list[float]:
    """Read the result file: 400 means in the order of `class_names`. Raises ProviderError for anything else."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ProviderError(f"The result file is no JSON ({error}).") from error
    said = said if isinstance(said, dict) else {}
    means = [said.get(name) for name in class_names()]
    usable = [float(mean) for mean in means if isinstance(mean, int | float) and not isinstance(mean, bool)]
    if len(usable) != CLASSES or not all(math.isfinite(mean) and 0 <= mean <= 1 for mean in usable):
        raise ProviderError(
            f"The result file does not hold the {CLASSES} Discogs classes: REPLICATE_MODEL_VERSION names another "
            "model, or the model answers otherwise than documented."
        )
    return usable


def _object(reply: Reply) -> Mapping[str, Any]:
    try:
        body = reply.json()
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise ProviderError(f"Replicate answered with something else than an object (HTTP {reply.status}).")
    return body


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
