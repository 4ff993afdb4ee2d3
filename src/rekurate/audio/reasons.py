"""Why a file cannot be heard: the words, and the sentence that goes with each."""

from typing import Final

from rekurate.errors import AudioError

SENTENCES: Final = {
    "streaming": "it is a streaming track: there is no file to listen to",
    "missing": "no file there; when the drive is mounted elsewhere, set REKURATE_PATH_MAP (old => new)",
    "not_a_file": "it is a folder or a device, not a file",
    "unreadable": "the file may not be read: check its permissions",
    "cloud_only": "the file is a placeholder in cloud storage: download it to this computer first",
    "empty": "the file holds no audio, not a byte or a header alone: restore it from a backup",
    "protected": "it is DRM-protected: only the shop's own player can decode it",
    "unsupported": "nothing here decodes this format; ffmpeg on the PATH would",
    "damaged": "it is not audio, or too damaged to decode: download or copy it again",
    "truncated": "the file ends before its audio does: download or copy it again",
    "silent": "there is nothing to hear: the audio is silent",
    "too_short": "it is shorter than 2.1 s, the least the analysis needs",
    "too_long": "it is longer than 4 hours: a recording or a mix, not a track",
    "timeout": "it took too long: the file or the drive hangs",
    "crashed": "the decoder crashed on it: download it again, or convert it",
    "out_of_memory": "there was not enough memory for it: close other programs, or set REKURATE_AUDIO_WORKERS=1",
    "no_worker": "audio workers do not start: see `rekurate doctor`",
    "no_model": "the model cannot be run: fetch it anew, or name another",
    "failed": "the analysis failed on it",
}
"""Reason -> what was wrong and what to do. The words are kept with the evidence; the sentences may improve."""

NOTHING_TO_HEAR: Final = frozenset({"silent", "too_short", "too_long", "protected"})
"""Properties of the recording itself: asking again would give the same answer, so they count as answered."""


def audio_error(reason: str, detail: str = "") -> AudioError:
    """Make the error for one of these reasons; `detail` (numbers, a path) is put behind its sentence."""
    sentence = SENTENCES[reason]
    return AudioError(f"{sentence} ({detail})" if detail else sentence, reason)


def file_error(error: OSError, path: object) -> AudioError:
    """Make the error for a file that cannot be read: gone, perhaps while it was being read, or not permitted."""
    if isinstance(error, FileNotFoundError):
        return audio_error("missing", str(path))
    return audio_error("unreadable", str(error))
