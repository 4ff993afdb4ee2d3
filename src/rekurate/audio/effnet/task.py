"""The worker's side of `effnet`: one file in, the means of 400 classes out."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rekurate.audio.decode import check_audible, facts_of, open_sound
from rekurate.audio.effnet.graphs import runner
from rekurate.audio.effnet.patches import hear, plan
from rekurate.audio.effnet.vector import CLASSES, summary
from rekurate.audio.files.content import content_of
from rekurate.audio.reasons import audio_error


def analyze(path: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """Listen to one file.

    `options`: `backbone` (path of the weights), `head` (path or ""), `top` (how many classes to name).
    Answers `vector` (base64 float16), `top` ([[class, mean]]), `parents` (shares of activation), `patches`, `seconds`,
    `decoder`, `content`. Raises AudioError.
    """
    with _blaming_the_model():
        run = runner(str(options["backbone"]), str(options.get("head", "")))
    with open_sound(Path(path)) as sound:
        patches = plan(sound.frames / sound.rate)
        mel, windows = hear(sound, patches)
        facts = facts_of(sound)
    check_audible(windows)
    with _blaming_the_model():
        activations = run(mel)
    if activations.shape != (len(patches), CLASSES):
        raise audio_error("no_model", f"the model answered {activations.shape} for {len(patches)} patches")
    means = [float(mean) for mean in activations.mean(axis=0)]
    return {
        **summary(means, int(options.get("top", 10))),
        "patches": len(patches),
        **facts,
        "content": content_of(Path(path)),
    }


@contextmanager
def _blaming_the_model() -> Iterator[None]:
    """Tell what goes wrong in here as the model's fault, not the file's; want of memory is neither's."""
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:  # runtimes raise what they like
        if "bad_alloc" in str(error):
            raise
        raise audio_error("no_model", f"{type(error).__name__}: {error}"[:300]) from None
