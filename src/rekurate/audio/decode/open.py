"""Open a file with the decoder that can, or say in one word why it cannot be heard."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import soundfile

from rekurate.audio.decode.sound import Sound
from rekurate.audio.decode.with_ffmpeg import FfmpegSound
from rekurate.audio.decode.with_soundfile import SoundfileSound
from rekurate.audio.files.container import Section, section_of
from rekurate.audio.reasons import audio_error, file_error
from rekurate.errors import AudioError
from rekurate.places import is_file

SHORTEST: Final = 2.1
"""Seconds: one patch of Discogs-EffNet is 2.064 s of sound."""
LONGEST: Final = 4 * 3600.0
_SLACK: Final = 4096
"""Bytes a WAV or AIFF may lack: writers that round chunk sizes up are common, and harmless."""
_NO_FILE: Final = 7
"""libsndfile's error for what it cannot open at all."""
_CUT: Final = 0.5
"""Seconds before its announced end where a file must still hold sound."""
_OTHER_FORMATS: Final = (b"0&\xb2u", b"MAC ", b"MPCK", b"wvpk", b"\x1aE\xdf\xa3", b"DSD ", b"FRM8", b"TTA1")
"""First bytes of WMA, Monkey's Audio, Musepack, WavPack, Matroska, DSD and TTA: audio, but not for libsndfile."""


@contextmanager
def open_sound(path: Path) -> Iterator[Sound]:
    """Open an audio file for reading windows of it.

    Raises AudioError: protected, truncated, unsupported, damaged, too_short, too_long, missing, unreadable.
    RuntimeErrors of a decoder while reading become "damaged", or "missing" where the file went away.
    """
    section = _section(path)
    sound = _opened(path, section)
    try:
        _check(sound, section)
        yield sound
    except (soundfile.SoundFileError, RuntimeError) as error:
        gone = not is_file(path)  # a drive that was taken out
        raise (audio_error("missing", str(path)) if gone else audio_error("damaged", str(error)[:200])) from None
    finally:
        sound.close()


def _section(path: Path) -> Section:
    try:
        section = section_of(path)
    except OSError as error:
        raise file_error(error, path) from None
    if section.protected or (section.kind == "mp4" and path.suffix.lower() == ".m4p"):
        raise audio_error("protected")
    if section.lacking > (_SLACK if section.kind in ("wav", "aiff") else 0):
        raise audio_error("truncated", f"{section.lacking} bytes are missing")
    return section


def _opened(path: Path, section: Section) -> Sound:
    said: str | None = None
    for opener in _openers(section):
        try:
            return opener(path, section)
        except (soundfile.SoundFileError, RuntimeError, ImportError) as error:
            said = _words(error) if said is None else said
    raise _undecodable(path, section, said or "")


def _openers(section: Section) -> list[Callable[[Path, Section], Sound]]:
    return [_essentia if section.kind in ("mp4", "adts") else _soundfile, _ffmpeg]


def _soundfile(path: Path, _section: Section) -> Sound:
    return SoundfileSound(path)


def _essentia(path: Path, section: Section) -> Sound:
    from rekurate.audio.decode.with_essentia import EssentiaSound  # noqa: PLC0415 - Essentia only for AAC

    return EssentiaSound(path, section)


def _ffmpeg(path: Path, section: Section) -> Sound:
    return FfmpegSound(path, section)


def _words(error: Exception) -> str:
    """Return what a decoder says; libsndfile takes an MP3 without a single frame for a file that does not exist."""
    if isinstance(error, soundfile.LibsndfileError):
        return "" if error.code == _NO_FILE else str(error.error_string)
    return str(error)


def _undecodable(path: Path, section: Section, said: str) -> AudioError:
    """Tell a format nobody here decodes from a file that is broken, and both from one that went away."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        return file_error(error, path)
    known = section.kind in ("mp4", "adts") and section.seconds > 0
    return audio_error("unsupported" if known or head.startswith(_OTHER_FORMATS) else "damaged", said[:200])


def _check(sound: Sound, section: Section) -> None:
    seconds = sound.frames / sound.rate if sound.rate else 0.0
    if not 0 <= sound.frames < 1 << 40:
        raise audio_error("damaged", "its length cannot be told")
    if not sound.frames:
        raise audio_error("empty", section.kind)
    if seconds < SHORTEST:
        raise audio_error("too_short", f"{seconds:.1f} s")
    if seconds > LONGEST:
        raise audio_error("too_long", f"{seconds / 3600:.1f} h")
    if isinstance(sound, SoundfileSound):
        _check_end(sound, section)


def _check_end(sound: SoundfileSound, section: Section) -> None:
    """Read the last half second: a file that was cut off has a header for all of it and sound for some."""
    frames = int(_CUT * sound.rate)
    got = 0
    with suppress(soundfile.SoundFileError, RuntimeError):
        got = sound.tail(frames)
    if got < frames // 2:
        raise audio_error("truncated", f"{section.kind}, {sound.frames / sound.rate:.0f} s announced")
