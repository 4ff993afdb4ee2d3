"""Run the model on Replicate: create, wait, poll, fetch the result; every state and error it documents.

Nothing here was tried against Replicate itself: the contract is its published description of 2026-04-09.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from rekurate.audio.hosted.bill import Bill
from rekurate.audio.hosted.contract import (
    LARGEST_URI,
    Prediction,
    data_uri,
    detail_of,
    in_data_uri,
    multipart,
    read_file_address,
    read_means,
    read_prediction,
)
from rekurate.errors import NotConfigured, ProviderError, Unconfirmed
from rekurate.model import Ask, Clock, Interrupted, Line, Reply, Stop

_WAIT: Final = 10
"""Seconds a create may hold the line: a warm run takes 2, and a caller who gave up should not wait a minute."""
_POLLS: Final = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
"""Seconds between two looks at a run, the last one over and over."""
_SLICE: Final = 0.25
"""Longest sleep in one piece: how late a wish to stop is heard, in seconds."""
_LEAST_CANCEL: Final = 5
"""Seconds: the shortest deadline that Replicate takes."""
_GRACE: Final = 30
"""Seconds that Replicate's own deadline is later than ours: it is for the case that we are gone."""
KEPT: Final = 3300.0
"""Seconds for which a run can be gone back to: its output is deleted after an hour."""
_REFUSED: Final = 60.0
"""Seconds for which a refused account is not asked again: the next track would be refused too."""
_ALSO: Final = (402, 413)
_EXPIRED: Final = (401, 403, 404, 410)
"""What a host of result files says to an address whose time is over; the run itself then tells a new one."""
Note = Callable[[Mapping[str, Any]], None]
"""Keeps a run to go back to ({} when that is of no more use)."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where the model runs, and on whose bill. Shown by no repr: it holds the token."""

    token: str = field(repr=False)
    version: str
    """Hash of the model version, alone or as `owner/name:hash`."""
    top: int = 10
    timeout: float = 120.0
    """Seconds until a run is cancelled."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model heard."""

    means: list[float]
    prediction: str
    predict_time: float | None


class Replicate:
    """The hosted model; safe to use from any thread."""

    def __init__(
        self,
        account: Account,
        lines: tuple[Line, Line],
        clock: Clock,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Keep the account; `lines` are those for creating runs, which has a limit of its own, and for the rest."""
        self.account = account
        self.bill = Bill()
        self._creating, self._reading = lines
        self.clock = clock
        self._sleep = sleep
        self._refusal: tuple[float, NotConfigured] | None = None

    def check(self) -> None:
        """Raise NotConfigured while the account is known to be refused: no file need be opened then."""
        if self._refusal is not None and self.clock() < self._refusal[0]:
            raise self._refusal[1]

    def hear(self, excerpt: bytes, earlier: Mapping[str, Any], stop: Stop, note: Note) -> Answer:
        """Return the 400 means of an excerpt; `earlier` is what `note` kept of a run whose answer never arrived.

        A run is noted as soon as it exists and until it came to nothing; who has kept the answer forgets it.
        Raises Interrupted when `stop` says so (the run goes on), NotConfigured (401, 402, a version that is not
        there), Unconfirmed (the create got no answer), RateLimited, ProviderError.
        """
        self.check()
        run = self._resumed(earlier, stop)
        if run is None:
            run = self._created(excerpt, stop)
            note({"get": run.get, "cancel": run.cancel, "at": self.clock()})
        run = self._followed(run, stop)
        if run.status != "succeeded":
            self.bill.took(run.predict_time)
            note({})
            raise ProviderError(f"The hosted model {run.status} on it: {run.error or 'no reason given'}.")
        if not run.output:
            raise ProviderError("The hosted model succeeded without a result; its output may be deleted already.")
        means = read_means(self._result(run.output, stop))
        self.bill.took(run.predict_time)
        return Answer(means, run.id, run.predict_time)

    def pause(self, seconds: float, stop: Stop) -> None:
        """Wait. Raises Interrupted when `stop` says so."""
        until = self.clock() + seconds
        while (left := until - self.clock()) > 0:
            if stop():
                raise Interrupted
            self._sleep(min(_SLICE, left))
        if stop():
            raise Interrupted

    def _created(self, excerpt: bytes, stop: Stop) -> Prediction:
        timeout = max(1, int(self.account.timeout))
        audio = data_uri(excerpt)
        if len(audio) > LARGEST_URI:
            audio = self._uploaded(excerpt, stop)
        given = {"audio": audio, "top_n": self.account.top, "output_format": "JSON"}
        headers = {
            **self._bearer(),
            "Prefer": f"wait={min(_WAIT, timeout)}",
            "Cancel-After": f"{max(_LEAST_CANCEL, timeout + _GRACE)}s",
        }
        body = {"version": self.account.version, "input": given}
        ask = Ask(url="predictions", method="POST", headers=headers, json=body, also=_ALSO, once=True)
        try:
            reply = self._judged(self._sent(self._creating, ask, stop))
        except Unconfirmed as error:
            self.bill.unconfirmed()
            raise Unconfirmed(f"{error} It may have been billed; ask again for this track when you want to.") from error
        self.bill.ran()
        return read_prediction(reply)

    def _uploaded(self, excerpt: bytes, stop: Stop) -> str:
        content, kind = multipart(excerpt)
        headers = {**self._bearer(), "Content-Type": kind}
        ask = Ask(url="files", method="POST", headers=headers, content=content, also=_ALSO)
        return read_file_address(self._judged(self._sent(self._reading, ask, stop)))

    def _resumed(self, earlier: Mapping[str, Any], stop: Stop) -> Prediction | None:
        """Look at a run of an earlier call; None when there is none, or it is too late for it."""
        if not earlier.get("get") or self.clock() - float(earlier.get("at", 0.0)) > KEPT:
            return None
        reply = self._sent(self._reading, Ask(url=str(earlier["get"]), headers=self._bearer()), stop)
        if reply.is_refusal:  # it is not known there any more
            return None
        run = read_prediction(reply)
        useless = run.removed or run.status in {"canceled", "aborted"}
        return None if useless else run

    def _followed(self, run: Prediction, stop: Stop) -> Prediction:
        """Look at a run until it ends; cancel it when it takes too long."""
        until = self.clock() + self.account.timeout
        looks = 0
        while not run.ended:
            if self.clock() >= until:
                return self._cancelled(run)
            self.pause(min(_POLLS[min(looks, len(_POLLS) - 1)], max(0.0, until - self.clock())), stop)
            looks += 1
            reply = self._sent(self._reading, Ask(url=run.get, headers=self._bearer()), stop)
            run = read_prediction(self._judged(reply))
        return run

    def _cancelled(self, run: Prediction) -> Prediction:
        """Cancel a run; return it after all if it ended meanwhile. Raises ProviderError."""
        ask = Ask(url=run.cancel, method="POST", headers=self._bearer())
        try:
            last = read_prediction(self._judged(self._sent(self._reading, ask, lambda: False)))
        except ProviderError:
            last = run
        if last.status == "succeeded":
            return last
        self.bill.took(last.predict_time)
        raise ProviderError(
            f"The hosted model gave no result within {self.account.timeout:.0f} s, so the run was cancelled. A first "
            "run may wait minutes for a machine: try again, or raise REPLICATE_TIMEOUT_SECONDS."
        )

    def _result(self, output: str, stop: Stop) -> bytes:
        if output.startswith("data:"):
            return in_data_uri(output)
        # the line shows the token to Replicate's own hosts only
        ask = Ask(url=output, headers=self._bearer(), expect="any", also=_EXPIRED)
        reply = self._sent(self._reading, ask, stop)
        if reply.is_refusal:
            raise ProviderError(
                f"The hosted model succeeded, but its result cannot be fetched (HTTP {reply.status}). Ask again for "
                "this track: while Replicate keeps the result, an hour, it is not paid for again."
            )
        return reply.body

    def _sent(self, line: Line, ask: Ask, stop: Stop) -> Reply:
        try:
            return line.send(ask, stop)
        except NotConfigured as error:
            raise self._refused("Replicate refused the token: correct REPLICATE_API_TOKEN.") from error

    def _judged(self, reply: Reply) -> Reply:
        """Return a reply that is a success. Raises NotConfigured or ProviderError with what it says."""
        if not reply.is_refusal:
            return reply
        said = detail_of(reply)
        if reply.status == HTTPStatus.PAYMENT_REQUIRED:
            raise self._refused(f"Replicate: {said}.")
        if reply.status == HTTPStatus.UNPROCESSABLE_ENTITY and "version" in said.lower():
            raise self._refused(
                f"Replicate: {said}. Set REPLICATE_MODEL_VERSION to a current one of mtg/effnet-discogs."
            )
        raise ProviderError(f"Replicate refused it: {said}.")

    def _refused(self, why: str) -> NotConfigured:
        error = NotConfigured(why)
        self._refusal = (self.clock() + _REFUSED, error)
        return error

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.account.token}"}
