"""`effnet` as a source of evidence, with the model on Replicate."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from rekurate.audio.effnet.vector import summary
from rekurate.audio.effnet.witness import EffnetWitness
from rekurate.audio.hosted.bill import PRICE
from rekurate.audio.hosted.claims import Claims
from rekurate.audio.hosted.replicate import Replicate
from rekurate.audio.models.shelf import ModelShelf
from rekurate.audio.witness import EXTRA, Room, missing
from rekurate.audio.worker import Job
from rekurate.errors import Blocked, NotConfigured, ProviderError, RateLimited
from rekurate.model import Budget, EvidenceCache, Interrupted, Observation, Outcome, Stop, Track

MARK: Final = "/replicate:"
"""In the version of every hosted answer, and of no local one."""
SAMPLING: Final = "even16/ogg16k"
"""The local model's sixteen windows, joined, as Ogg Vorbis at 16 kHz."""
_CODE: Final = "1"
"""Raise it when the same sound would give another vector."""
_AHEAD: Final = 4
"""Excerpts made before their answers are waited for."""
_SECONDS: Final = 3.0
"""For one track, about: its excerpt, a run of the model that is warm, the result."""
_AT_ONCE: Final = 4
"""Tracks that are asked about at the same time, as a rule."""
_POOR: Final = 6
"""Runs a minute that Replicate allows below 5 dollars of credit."""
_OUTCOMES: Final = ((Blocked, Outcome.BLOCKED), (RateLimited, Outcome.RATE_LIMITED), (ProviderError, Outcome.ERROR))


@dataclass(frozen=True, slots=True)
class Hosting:
    """Whether and how the hosted model is asked."""

    enabled: bool
    model: Replicate
    notes: EvidenceCache
    """Keeps runs until their answers are kept, so that none is paid for twice."""


class HostedEffnet(EffnetWitness):
    """The 400 Discogs styles the same model hears elsewhere, from a short excerpt."""

    reaches_network = True

    def __init__(self, room: Room, shelf: ModelShelf, hosting: Hosting) -> None:
        """Keep the parts; nothing is sent."""
        super().__init__(room, shelf, hosting.model.account.top)
        self._hosting = hosting
        self._model = hosting.model
        self._claims = Claims(hosting.notes, hosting.model.clock, hosting.model.pause)
        self._always_ask = False

    @property
    def version(self) -> str:
        """Name model version and sampling."""
        digest = self._model.account.version.rpartition(":")[2][:12]
        return f"effnet-{_CODE}{MARK}{digest}/{SAMPLING}"

    def unavailable(self) -> str | None:
        """Return what to set or install, or None."""
        if not self._hosting.enabled:
            return (
                "set REPLICATE_ENABLED=true and REPLICATE_API_TOKEN to ask the hosted model (uploads excerpts, costs)."
            )
        if not self._model.account.token:
            return "REPLICATE_ENABLED is true and REPLICATE_API_TOKEN is not set (replicate.com/account/api-tokens)."
        lacking = missing("numpy", "soundfile")
        return f"{', '.join(lacking)} not installed, to make the excerpts: {EXTRA}" if lacking else None

    def estimate(self, pending: int) -> tuple[float | None, str]:
        """Return about how many seconds so many tracks take, and what leaves the machine and what it costs."""
        return pending * _SECONDS / _AT_ONCE, (
            "Uploads an excerpt of each track to Replicate: 16 windows, 33 s in all, mono at 16 kHz, about 0.2 MB, "
            "without its name; deleted there within a day. About "
            f"${PRICE:.5f} a run by a public user's figures (the invoice decides): about ${pending * PRICE:.4f} for "
            f"{pending:,}. Below $5 of credit Replicate allows {_POOR} runs a minute: {-(-pending // _POOR):,} min."
        )

    def usage(self) -> tuple[int, int | None]:
        """Return the runs so far."""
        return int(self._model.bill.total()["runs"]), None

    def spent(self) -> Mapping[str, float]:
        """Return runs, seconds of the model and about how many dollars, since the start."""
        return self._model.bill.total()

    def refreshing(self) -> "HostedEffnet":
        """Return a copy that asks again whatever is kept: what `force_refresh` asks with."""
        other = copy(self)
        other._always_ask = True  # noqa: SLF001 - our own copy
        return other

    def job(self, track: Track, path: Path) -> Job:  # noqa: ARG002 - the port's shape
        """Ask a worker for the excerpt."""
        return Job("rekurate.audio.hosted.excerpt:analyze", str(path))

    def observe(self, tracks: Sequence[Track], budget: Budget) -> Iterator[Observation]:
        """Yield one observation a track; see `AudioWitness.observe`.

        Raises NotConfigured when the account is refused: every further track would be, too.
        """
        for start in range(0, len(tracks), _AHEAD):
            self._model.check()
            yield from super().observe(tracks[start : start + _AHEAD], budget)
            if budget.spent():
                return

    def _some(self, tracks: Sequence[Track], budget: Budget) -> Iterator[tuple[Observation, Track]]:
        """Let workers make the excerpts, then have them heard one after the other."""
        made: list[tuple[Track, Mapping[str, Any]]] = []
        for track, facts in self._worked(tracks, budget):
            if isinstance(facts, Observation):
                yield facts, track
            else:
                made.append((track, facts))
        for track, facts in made:
            if budget.spent():
                return
            try:
                observation = self._asked(track, facts, budget.spent)
            except Interrupted:
                return
            yield observation, track
            if observation.outcome.is_answer:  # kept by now, so that the run need not be gone back to
                self._claims.note(self.subject(track), {}, {})

    def _asked(self, track: Track, facts: Mapping[str, Any], stop: Stop) -> Observation:
        """Have an excerpt heard. Raises Interrupted and NotConfigured."""
        kept = {key: value for key, value in facts.items() if key != "excerpt"}
        subject, mark = self.subject(track), self._mark(facts)
        with self._claims.claimed(subject, mark, stop) as (earlier, going_on):
            meanwhile = None if earlier or self._always_ask else self._heard_meanwhile(track)
            if meanwhile is not None:
                return meanwhile
            try:
                note = partial(self._claims.note, subject, mark)
                answer = self._model.hear(base64.b64decode(str(facts["excerpt"])), earlier, going_on, note)
            except NotConfigured:
                raise
            except ProviderError as error:
                outcome = next(outcome for kind, outcome in _OUTCOMES if isinstance(error, kind))
                return self.make(track, outcome, facts={"reason": "hosted"}, message=str(error))
        paid = {"predict_time": answer.predict_time, "prediction": answer.prediction, "sampling": SAMPLING}
        how = f"by the hosted model on Replicate, {kept.get('patches')} windows"
        return self.of_classes(track, {**kept, **summary(answer.means, self.top), **paid}, how)

    def _mark(self, facts: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return which sound a run is about and which model it asks."""
        return {"sound": dict(facts.get("content") or {}).get("audio", ""), "version": self.version}

    def _heard_meanwhile(self, track: Track) -> Observation | None:
        """Return an answer that another call or process paid for since this one chose its tracks."""
        kept = self.kept_of(self.name, track, self._hosting.notes)
        return kept if kept is not None and kept.version == self.version else None
