"""Essentia: AAC in MP4 and bare, which libsndfile cannot open. Decodes the file once, keeps only the windows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from rekurate.audio.decode.sound import Samples, Span
from rekurate.audio.essentia_door import streaming
from rekurate.audio.files.container import Section


class EssentiaSound:
    """A file that Essentia decodes on demand. Raises RuntimeError when it cannot."""

    decoder = "essentia"

    def __init__(self, path: Path, section: Section) -> None:
        """Find the sample rate and channels by decoding a first moment; the container says the duration."""
        self._path = str(path)
        first = self._slices(44_100, [Span(0, 441)])
        self.rate = int(first["sampleRate"])
        self._channels = int(first["numberChannels"])
        self.frames = int(section.seconds * self.rate)
        self.kind = section.kind

    def read(self, spans: Sequence[Span]) -> list[Samples]:
        """Decode the file, keeping the windows."""
        pool = self._slices(self.rate, spans)
        names = ("left", "right")[: self._channels]
        kept = [pool[name] if name in pool.descriptorNames() else [] for name in names]
        return [np.stack([np.asarray(side, np.float32) for side in sides], axis=1) for sides in zip(*kept, strict=True)]

    def close(self) -> None:
        """Nothing is open between reads."""

    def _slices(self, rate: int, spans: Sequence[Span]) -> Any:
        """Run loader -> left and right -> slicers into a pool; times are those of the frames, exact to the sample."""
        essentia, algorithms = streaming()
        pool = essentia.Pool()
        loader, sides = algorithms.AudioLoader(filename=self._path), algorithms.StereoDemuxer()
        starts = [span.start / rate for span in spans]
        ends = [(span.start + span.frames) / rate for span in spans]
        cut = [algorithms.Slicer(sampleRate=rate, startTimes=starts, endTimes=ends) for _ in range(2)]
        _ = loader.audio >> sides.audio
        for side, slicer, name in ((sides.left, cut[0], "left"), (sides.right, cut[1], "right")):
            _ = side >> slicer.audio
            _ = slicer.frame >> (pool, name)
        for name in ("sampleRate", "numberChannels", "md5", "bit_rate", "codec"):
            _ = getattr(loader, name) >> (pool, name)
        essentia.run(loader)
        return pool
