"""One witness named `effnet`: the model on this machine where its weights are, else the hosted one where it is on.

Weights that the person named and that are not there are a mistake, and no reason to upload anything.
"""

from collections.abc import Iterator, Mapping, Sequence

from rekurate.audio.effnet.witness import EffnetWitness
from rekurate.audio.hosted.witness import MARK, HostedEffnet
from rekurate.audio.models.shelf import ModelShelf
from rekurate.model import Budget, Observation, Track


class EitherEffnet:
    """Local first: it is free, and nothing leaves the machine. Implements `rekurate.model.Witness`."""

    name = "effnet"

    def __init__(self, local: EffnetWitness, hosted: HostedEffnet) -> None:
        """Keep both."""
        self._local = local
        self._hosted = hosted

    @property
    def shelf(self) -> ModelShelf:
        """The folder of local weights."""
        return self._local.shelf

    @property
    def reaches_network(self) -> bool:
        """Whether asking now means the hosted model."""
        return self._asked is self._hosted

    @property
    def version(self) -> str:
        """Version of the one that is asked now."""
        return self._asked.version

    def accepts(self, version: str) -> bool:
        """Whether an answer of that version still stands.

        One of the hosted model stands for good, for it was paid for; and while only the hosted model can be asked, so
        does what any local weights heard.
        """
        return version == self.version or MARK in version or (self.reaches_network and version.startswith("effnet-"))

    def unavailable(self) -> str | None:
        """Return both ways to have it, or None when one is open."""
        lost = self.shelf.lost()
        if lost is not None:
            return (
                f"{lost} Until then nothing is uploaded in its place." if self._hosted.unavailable() is None else lost
            )
        here, there = self._local.unavailable(), self._hosted.unavailable()
        return None if here is None or there is None else f"{here} Or {there}"

    def limits(self) -> str:
        """Say where it is heard, when that is not this machine."""
        return self._hosted.estimate(1000)[1] if self.reaches_network else ""

    def subject(self, track: Track) -> str:
        """Return the key of the track's file."""
        return self._local.subject(track)

    def is_current(self, track: Track, kept: Observation) -> bool:
        """Whether a kept answer still speaks of the file."""
        return self._local.is_current(track, kept)

    def refreshing(self) -> "EitherEffnet":
        """Return one that asks again whatever is kept: what `force_refresh` asks with."""
        return EitherEffnet(self._local, self._hosted.refreshing())

    def observe(self, tracks: Sequence[Track], budget: Budget) -> Iterator[Observation]:
        """Yield one observation a track, from the one that is asked now."""
        return self._asked.observe(tracks, budget)

    def estimate(self, pending: int) -> tuple[float | None, str]:
        """Return about how many seconds so many tracks take, and what a person should know before."""
        return self._asked.estimate(pending)

    def usage(self) -> tuple[int, int | None]:
        """Return the hosted runs so far."""
        return self._hosted.usage()

    def spent(self) -> Mapping[str, float]:
        """Return what the hosted model has cost so far."""
        return self._hosted.spent()

    @property
    def _asked(self) -> EffnetWitness:
        if self._local.unavailable() is None or self.shelf.lost() is not None:
            return self._local
        return self._hosted if self._hosted.unavailable() is None else self._local
