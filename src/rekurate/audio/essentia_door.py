"""The one place that imports Essentia: quiet, and only where it is used."""

import os
from typing import Any


def standard() -> Any:
    """Return `essentia.standard`. Raises ImportError where there is no wheel of it.

    TensorFlow, inside the wheel, reads its log level while it is imported, so the level is set first.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import essentia  # noqa: PLC0415 - a second of CPU and 200 MB, only where asked for

    essentia.log.infoActive = False
    essentia.log.warningActive = False
    from essentia import standard as algorithms  # noqa: PLC0415 - as above

    return algorithms


def streaming() -> tuple[Any, Any]:
    """Return `essentia` and `essentia.streaming`. Raises ImportError where there is no wheel of it."""
    standard()
    import essentia  # noqa: PLC0415 - as above
    from essentia import streaming as algorithms  # noqa: PLC0415 - as above

    return essentia, algorithms
