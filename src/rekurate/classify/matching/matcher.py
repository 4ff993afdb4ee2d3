"""The matcher that evidence sources are handed: repair, read, judge, choose."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from rekurate.classify.matching.artists import first_single, read_artists
from rekurate.classify.matching.choose import choose
from rekurate.classify.matching.compared import Reading, read
from rekurate.classify.matching.facts import isrc_codes
from rekurate.classify.matching.repair import repair
from rekurate.classify.matching.score import judge
from rekurate.classify.matching.text import alike, ascii_form
from rekurate.model import Choice, MatchResult, Outcome, Recording, Suspect, Track, Wanted

MATCHER_VERSION: Final = "4"
"""Raise it whenever an answer of this package could change: providers' answers are then judged again."""


class RecordingMatcher:
    """Implements `rekurate.model.Matcher`; stateless but for a small memory of what was just read."""

    version: str = MATCHER_VERSION

    def wanted(self, track: Track, known: Mapping[str, Any]) -> Wanted:
        """Read a track of the library; `known` may add isrc, label, catno and year from its file's tags."""
        track = _whole(track)
        repaired = repair(track.title, track.artist, track.bpm)
        remixer = "" if _same_people(track.remixer, repaired.artist) else track.remixer
        recording = Recording(
            title=repaired.title or track.title,
            artists=(repaired.artist,) if repaired.artist else (),
            aliases=(repaired.artist_too,) if repaired.artist_too else (),
            remixers=(remixer,) if remixer.strip() else (),
            album=track.album,
            label=track.label or str(known.get("label") or ""),
            catno=repaired.catno or str(known.get("catno") or ""),
            isrcs=isrc_codes((str(known.get("isrc") or ""),)),
            year=track.year or _number(known.get("year")),
            seconds=float(track.seconds),
            bpm=track.bpm,
        )
        reading = _read(recording)
        version = reading.title.version
        lead = first_single(reading.artists)
        return Wanted(
            recording=recording,
            artists=reading.artists.whole,
            core=reading.title.core,
            mix="" if version.neutral else version.printed or remixer,
            remixers=recording.remixers,
            people=reading.artists.parts,
            lead=lead,
            folded=ascii_form(f"{lead} {reading.title.core}"),
            printed=replace(recording, title=track.title, artists=(track.artist,), aliases=())
            if repaired.notes and track.artist.strip()
            else None,
            repairs=repaired.notes,
        )

    def judge(self, wanted: Wanted, recording: Recording) -> MatchResult:
        """Say how one row fits."""
        return _best(wanted, recording)

    def choose(self, wanted: Wanted, suspects: Sequence[Suspect]) -> Choice:
        """Choose the best row, or none."""
        return choose(suspects, [_best(wanted, suspect.recording) for suspect in suspects])

    def alike(self, one: str, other: str) -> float:
        """Return how alike two names or titles are, 0 to 1."""
        return alike(one, other) if one.strip() and other.strip() else 0.0


def _best(wanted: Wanted, recording: Recording) -> MatchResult:
    """Judge with the repaired names, and with the printed ones where those fit better."""
    theirs = read(recording)
    result = judge(_read(wanted.recording), theirs)
    if wanted.printed is None or result.outcome is Outcome.USABLE:
        return result
    other = judge(_read(wanted.printed), theirs)
    return other if other.outcome is Outcome.USABLE else result


@lru_cache(maxsize=64)
def _read(recording: Recording) -> Reading:
    """Read the library's side once, not once a row."""
    return read(recording)


def _whole(track: Track) -> Track:
    """Leave lone surrogates out of its names: no request can carry them."""
    names = ("title", "artist", "remixer", "album", "label")
    return track._replace(**{name: getattr(track, name).encode("utf-8", "ignore").decode() for name in names})


def _same_people(one: str, other: str) -> bool:
    """Whether the remixer field only repeats the artist."""
    left, right = read_artists([one]), read_artists([other])
    return bool(left.parts) and left.parts == right.parts


def _number(value: Any) -> int:
    text = str(value or "")[:4]
    return int(text) if text.isascii() and text.isdigit() else 0
