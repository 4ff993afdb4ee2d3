"""Essentia: AAC in MP4 and bare, which libsndfile cannot open. Decodes the file once, keeps only the windows."""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from rekurate.audio.decode.sound import Samples, Span
from rekurate.audio.essentia_door import streaming
from rekurate.audio.files.container import Section

_DOUBT: Final = 0.25
"""Seconds by which containers may overstate: a window that ends behind the last sample loses its last piece."""
_PIECE: Final = 0.25
"""Seconds a slicer is asked for at a time: it never lets go of its last few dozen slices, so these are small."""


class EssentiaSound:
    """A file that Essentia decodes on demand. Raises RuntimeError when it cannot, ImportError where there is none."""

    decoder = "essentia"

    def __init__(self, path: Path, section: Section) -> None:
        """Take rate and duration from the container; a rate it leaves in doubt costs a decode of the file."""
        streaming()  # fails now, while another decoder can still be asked
        self._path = str(path)
        self.kind = section.kind
        self.rate = section.rate or int(self._slices(44_100, [Span(0, 441)])["sampleRate"])
        self.frames = max(0, int((section.seconds - _DOUBT) * self.rate))

    def read(self, spans: Sequence[Span]) -> list[Samples]:
        """Decode the file, keeping the windows; one that the file cuts off comes back shorter."""
        pieces = sorted((piece, index) for index, span in enumerate(spans) for piece in _pieces(span, self.rate))
        pool = self._slices(self.rate, [piece for piece, _ in pieces])
        if int(pool["sampleRate"]) != self.rate:
            raise RuntimeError(f"it plays at {pool['sampleRate']:.0f} Hz and says {self.rate}")
        names = ("left", "right")[: int(pool["numberChannels"])]
        sides = [pool[name] if name in pool.descriptorNames() else [] for name in names]
        windows = [[np.zeros((0, len(names)), np.float32)] for _ in spans]
        for (_, index), *parts in zip(pieces, *sides, strict=False):  # the last ones are missing where the file ends
            windows[index].append(np.stack([np.asarray(part, np.float32) for part in parts], axis=1))
        return [np.concatenate(parts) for parts in windows]

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
        del loader, sides, cut, side, slicer
        gc.collect()  # their wrappers hold each other, and the network with its buffers
        return pool


def _pieces(span: Span, rate: int) -> list[Span]:
    length, end = int(_PIECE * rate), span.start + span.frames
    return [Span(start, min(length, end - start)) for start in range(span.start, end, length)]
