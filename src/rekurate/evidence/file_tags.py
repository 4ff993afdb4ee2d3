"""What the file itself says: the tags a shop, a label or the user wrote into it.

Always asked, at no cost and without the network. A file bought at Beatport carries Beatport's genre: `facts["shop"]`
says so, because then it is no witness beside Beatport.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from rekurate.errors import AudioError
from rekurate.evidence.shapes import text
from rekurate.evidence.tag_names import NAMES
from rekurate.model import Budget, Clock, Observation, Outcome, Term, Track, file_key
from rekurate.model.times import iso

Find = Callable[[Track], Path]
"""Returns the file of a track on this machine; raises AudioError with a reason."""
_SEPARATORS: Final = re.compile(r"\s*[;|]\s*")
_ID3_GENRE: Final = re.compile(r"^\((?P<number>\d{1,3})\)(?P<rest>.*)$")
_SHOP_PAGE: Final = re.compile(r"beatport\.com/(?:[a-z]{2}/)?track/[^/\s]*/(?P<id>\d+)", re.IGNORECASE)
_MOST_GENRES: Final = 8
_KNOWN: Final = frozenset(name.casefold() for names in NAMES.values() for name in names)
"""All others are not read: what a damaged frame nobody asked for holds is no reason to give up the file."""
_KEPT: Final = ("label", "isrc", "catno", "year", "bpm", "key", "remixer", "mix", "beatport_id", "beatport_genre_id")


class FileTags:
    """Reads the tags of the audio file with mutagen; implements `rekurate.model.Witness`."""

    name: str = "file_tags"
    version: str = "1"
    reaches_network: bool = False

    def __init__(self, find: Find, clock: Clock) -> None:
        """Use `find` to locate files: it knows which folders moved."""
        self._find = find
        self._clock = clock

    def unavailable(self) -> str | None:
        """Return None: every file can be asked."""
        return None

    def subject(self, track: Track) -> str:
        """Return the key of the file."""
        return file_key(track)

    def observe(self, tracks: Sequence[Track], budget: Budget) -> Iterator[Observation]:
        """Yield one observation a track; a file that is not there or cannot be read is a failure with its reason."""
        for done, track in enumerate(tracks):
            if budget.spent():
                return
            budget.progress(done, len(tracks), f"File tags: {Path(track.location).name[:100]}")
            yield self._read(track)

    def _read(self, track: Track) -> Observation:
        blank = Observation(
            subject=self.subject(track),
            source=self.name,
            outcome=Outcome.NO_MATCH,
            fetched_at=iso(self._clock()),
            version=self.version,
        )
        try:
            facts = read_tags(self._find(track))
        except AudioError as error:
            return replace(blank, outcome=Outcome.ERROR, message=str(error), proof={"reason": error.reason})
        terms = tuple(Term("file_tag", genre) for genre in facts.pop("genres"))
        outcome = Outcome.USABLE if terms else Outcome.NO_MATCH
        return replace(blank, outcome=outcome, terms=terms, facts=facts, proof={"file": track.location})


def read_tags(path: Path) -> dict[str, Any]:
    """Read one file: `genres` (a list, "" left out) and the facts its tags hold.

    Raises AudioError: unsupported for a format without tags we know, truncated for a damaged file, missing, unreadable.
    """
    import mutagen  # noqa: PLC0415 - loaded on first use: the server starts without it

    try:
        file = mutagen.File(path)
        found = None if file is None else _found(file.tags)
    except (mutagen.MutagenError, OSError, ValueError, EOFError, IndexError, KeyError) as error:
        refusal = error.__context__ or error
        if isinstance(refusal, FileNotFoundError):
            raise AudioError(
                f"{path.name} is not there. Map moved folders with REKURATE_PATH_MAP.", "missing"
            ) from error
        if isinstance(refusal, PermissionError):  # on Windows and macOS only opening the file tells
            raise AudioError(
                f"{path.name} may not be read ({refusal.strerror}): check its permissions, and whether another program "
                "holds it.",
                "unreadable",
            ) from error
        raise AudioError(
            f"The tags of {path.name} cannot be read: the file is damaged ({str(error) or type(error).__name__}). "
            "Download or copy it again.",
            "truncated",
        ) from error
    if found is None:
        raise AudioError(f"{path.name} is no audio file whose tags can be read.", "unsupported")
    return _facts(found)


def _found(tags: Any) -> dict[str, tuple[str, ...]]:
    """Return the texts of the tags we know, by our names; frames are kept apart by their plain names."""
    plain: dict[str, list[str]] = {}
    for key, value in (tags or {}).items() if hasattr(tags, "items") else list(tags or []):
        for name in _spellings(str(key), value) & _KNOWN:
            plain.setdefault(name, []).extend(_texts(value))
    return {ours: tuple(dict.fromkeys(one for name in names for one in plain.get(name.casefold(), ()) if one))
            for ours, names in NAMES.items()}  # fmt: skip


def _spellings(key: str, value: Any) -> set[str]:
    """Return the names a frame goes by: "TXXX:LABEL" and "----:com.apple.iTunes:LABEL" are "label"."""
    parts = key.split(":")
    names = {key.casefold(), parts[0].casefold()}
    if parts[0] in {"TXXX", "----", "WXXX"}:
        names = {(getattr(value, "desc", "") or parts[-1]).casefold(), *({"wxxx"} if parts[0] == "WXXX" else ())}
    return names


def _texts(value: Any) -> list[str]:
    """Return the texts of a frame, a list, or a value."""
    if hasattr(value, "url"):
        return [text(value.url)]
    items = getattr(value, "text", value)
    listed = items if isinstance(items, list) else [items]
    return [text(part) for item in listed for part in _plain(item).split("\0")]


def _plain(item: Any) -> str:
    return item.decode("utf-8", "replace") if isinstance(item, bytes) else str(item)


def _facts(found: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    facts: dict[str, Any] = {name: found[name][0] for name in _KEPT if found[name]}
    facts["genres"] = _genres(found["genre"])
    if found["comment"]:
        facts["comment"] = found["comment"][0]
    page = next((match for said in (*found["address"], *found["comment"]) if (match := _SHOP_PAGE.search(said))), None)
    if page:
        facts.setdefault("beatport_id", page["id"])
    if not str(facts.get("beatport_id", "0")).isdigit():
        del facts["beatport_id"]
    everything = " ".join((*found["address"], *found["comment"], *found["encoder"])).casefold()
    if page or "beatport" in everything:
        facts["shop"] = "beatport"
    return facts


def _genres(values: Sequence[str]) -> list[str]:
    """Return the genres as written, those joined by ";" apart; ID3's numbers by their names."""
    from mutagen.id3 import TCON  # noqa: PLC0415 - as above

    names: list[str] = []
    for value in values:
        match = _ID3_GENRE.match(value)
        spelt = TCON.GENRES[int(match["number"])] if match and int(match["number"]) < len(TCON.GENRES) else ""
        names += _SEPARATORS.split((match["rest"] or spelt) if match else value)
    return [name for name in dict.fromkeys(names) if name][:_MOST_GENRES]
