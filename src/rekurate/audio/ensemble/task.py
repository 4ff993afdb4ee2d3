"""The worker's side of `ensemble`: one file in, what each part heard out."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from rekurate.audio.decode import check_audible, facts_of, open_sound
from rekurate.audio.decode.sound import Floats
from rekurate.audio.ensemble.classifiers import classifier
from rekurate.audio.ensemble.windows import heard
from rekurate.audio.files.content import content_of
from rekurate.audio.reasons import audio_error

_FAINT: Final = 0.001
"""A score below it is noise, and no rule asks for it."""
_MOST: Final = 60
"""Classes of the tagger that are kept."""


def analyze(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Listen to one file.

    `options`: `model` and `instruments` (checkpoint folders, "" for none), `features` ("" where they are known already,
    else "essentia" or "numpy"). Answers `model` (label -> probability), `instruments` (AudioSet class -> probability),
    `features`, each None where it was not asked for or `failed` (part -> why), `windows`, `seconds`, `decoder`,
    `content`. Raises AudioError, also when neither model can be run.
    """
    with open_sound(Path(path)) as sound:
        pieces, windows = heard(sound)
        facts = facts_of(sound)
    if not pieces:
        raise audio_error("truncated", f"nothing to decode of {facts['seconds']:.0f} s")
    check_audible(windows)
    failed: dict[str, str] = {}
    parts: dict[str, dict[str, float] | None] = {}
    for part in ("model", "instruments"):
        folder = str(options.get(part, ""))
        parts[part] = _tried(part, partial(_classified, folder, pieces), failed) if folder else None
    if parts["model"] is None and parts["instruments"] is None:
        raise audio_error("no_model", "; ".join(failed.values())[:300] or "no checkpoint was given")
    return {
        "model": _rounded(parts["model"]),
        "instruments": _rounded(parts["instruments"]),
        "features": _tried("features", partial(_features, path, str(options.get("features", ""))), failed),
        "failed": failed,
        "windows": len(pieces),
        **facts,
        "content": content_of(Path(path)),
    }


def _classified(folder: str, pieces: Sequence[Floats]) -> dict[str, Any]:
    return dict(classifier(folder)(pieces))


def _features(path: str, how: str) -> dict[str, Any] | None:
    if not how:
        return None
    from rekurate.audio.features.task import analyze as measure  # noqa: PLC0415 - known already for most tracks

    return dict(measure(path, {"essentia": how == "essentia"}))


def _tried(part: str, run: Callable[[], dict[str, Any] | None], failed: dict[str, str]) -> dict[str, Any] | None:
    """Run one part; the others go on without it, and `failed` says so."""
    try:
        return run()
    except MemoryError:
        raise  # the whole worker is spoilt
    except Exception as error:  # noqa: BLE001 - what a checkpoint that is not whole makes its library raise
        failed[part] = f"{type(error).__name__}: {error}"[:200]
        return None


def _rounded(scores: Mapping[str, float] | None) -> dict[str, float] | None:
    if scores is None:
        return None
    best = sorted(scores.items(), key=lambda pair: -pair[1])[:_MOST]
    return {name: round(score, 5) for name, score in best if score >= _FAINT}
