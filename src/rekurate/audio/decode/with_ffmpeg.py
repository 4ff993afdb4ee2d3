"""ffmpeg, where it is on the PATH: for what neither libsndfile nor Essentia decodes here."""

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import soundfile

from rekurate.audio.decode.sound import Samples, Span
from rekurate.audio.files.container import Section

_DURATION: Final = re.compile(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
_STREAM: Final = re.compile(r"Audio: .*?(\d+) Hz")
_HOMEBREW: Final = "/opt/homebrew/bin:/usr/local/bin"
"""Where macOS has ffmpeg, and a client with windows does not look: its PATH is not the terminal's."""


class FfmpegSound:
    """A file that ffmpeg decodes, a process a window. Raises RuntimeError when it cannot."""

    decoder = "ffmpeg"

    def __init__(self, path: Path, section: Section) -> None:
        """Read rate and duration from ffmpeg's own report; where the container says its duration, that wins."""
        self._program = _find()
        self._path = str(path.absolute())
        said = self._run("-i", self._path).stderr.decode("utf-8", "replace")
        stream, duration = _STREAM.search(said), _DURATION.search(said)
        if stream is None:
            raise RuntimeError("ffmpeg finds no audio in it")
        self.rate = int(stream[1])
        seconds = section.seconds
        if not seconds and duration:
            seconds = int(duration[1]) * 3600 + int(duration[2]) * 60 + float(duration[3])
        self.frames = int(seconds * self.rate)
        self.kind = section.kind

    def read(self, spans: Sequence[Span]) -> list[Samples]:
        """Decode each window to WAV in memory, with the file's own rate and channels."""
        return [self._window(span) for span in spans]

    def close(self) -> None:
        """Nothing is open between reads."""

    def _window(self, span: Span) -> Samples:
        start, length = f"{span.start / self.rate:.6f}", f"{span.frames / self.rate:.6f}"
        cut = ("-ss", start, "-t", length, "-i", self._path, "-map", "0:a:0", "-vn")
        done = self._run(*cut, "-c:a", "pcm_f32le", "-f", "wav", "pipe:1")
        if done.returncode != 0:
            raise RuntimeError(done.stderr.decode("utf-8", "replace").strip()[-200:])
        samples, _ = soundfile.read(io.BytesIO(done.stdout), dtype="float32", always_2d=True)
        window: Samples = samples[: span.frames]
        return window

    def _run(self, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        command = [self._program, "-nostdin", "-hide_banner", *arguments]
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603 - fixed


def _find() -> str:
    program = shutil.which("ffmpeg")
    if program is None and sys.platform == "darwin":
        program = shutil.which("ffmpeg", path=_HOMEBREW)
    if program is None or not Path(program).is_absolute():  # Windows looks in the working folder, anybody's, first
        raise RuntimeError("ffmpeg is not on the PATH")
    return program
