"""The tagger's scores as one text: sixty classes a track would crowd out everything else an agent is shown."""

from collections.abc import Mapping


def pack(scores: Mapping[str, float]) -> str:
    """Write scores as "Music=0.5|Violin, fiddle=0.05", loudest first. No class name has a bar in it."""
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    return "|".join(f"{name}={score:g}" for name, score in ranked)


def unpack(said: object) -> dict[str, float] | None:
    """Read what `pack` wrote, or scores as a worker gives them; None where there are none."""
    if isinstance(said, Mapping):
        return {str(name): float(score) for name, score in said.items()}
    if not isinstance(said, str):
        return None
    pairs = [pair.rpartition("=") for pair in said.split("|") if pair]
    return {name: float(score) for name, _, score in pairs}
