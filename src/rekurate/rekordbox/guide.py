"""How a person brings an exported XML into Rekordbox, and how sure each step is.

Sources: Rekordbox 7.2.8 manual (pages 03, 04, 05, 32), tests that projects around Rekordbox published, and what they
claim without a test. Nothing here was tried by us on a running Rekordbox: the guide says so and begins with one track.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Certainty(StrEnum):
    """Who says so."""

    MANUAL = "manual"
    """Rekordbox's own manual."""
    TESTED = "tested"
    """A project tried it on a named version."""
    CLAIMED = "claimed"
    """A project says so and shows no test."""
    ADVICE = "advice"
    """Ours: the careful way."""


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step of the import."""

    text: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class ImportGuide:
    """The whole guide: steps in order, what to know, what nobody has verified."""

    steps: tuple[GuideStep, ...]
    notes: tuple[str, ...]
    unverified: tuple[str, ...]


_STEPS: Final = (
    GuideStep("Back up first: File > Library > Backup Library.", Certainty.MANUAL),
    GuideStep(
        "Show the XML: View > Layout, tick [rekordbox xml]; then Preferences > Advanced > Database > rekordbox xml > "
        "Imported Library, and choose {file}.",
        Certainty.MANUAL,
    ),
    GuideStep(
        'In the tree open rekordbox xml > Playlists > "{playlist}". The [Refresh] button reads the file again.',
        Certainty.MANUAL,
    ),
    GuideStep(
        "Try ONE track first: right-click it > Import To Collection (or drag it to [Collection]). "
        "There is no File > Import > Collection.",
        Certainty.MANUAL,
    ),
    GuideStep(
        'When asked "Do you want to load information in the tag of the library being imported?", answer Yes.',
        Certainty.CLAIMED,
    ),
    GuideStep(
        "Check that track: genre, cues, beat grid, rating, comments, date added, play count, My Tags.",
        Certainty.ADVICE,
    ),
    GuideStep(
        'All well? Select the rest of the playlist > Import To Collection > Yes, with "Don\'t ask me again" ticked.',
        Certainty.CLAIMED,
    ),
    GuideStep(
        "If nothing changed, choose Import To Collection a second time. Import Playlist alone does not update tracks.",
        Certainty.TESTED,
    ),
    GuideStep("Then let verify_import compare your library with this export.", Certainty.ADVICE),
)
_CUES_OMITTED: Final = (
    "Cues and beat grids are not in the file, so that Rekordbox has nothing to replace yours with. Two projects report "
    "that they stay untouched."
)
_CUES_KEPT: Final = (
    "Cues and beat grids are in the file as they were in the exported XML. Rekordbox replaces the whole cue list: "
    "memory-cue colours, active loops and cues set since that export are lost."
)
_NOTES: Final = (
    "Rekordbox matches tracks by their file path alone; a track that has moved since would be added a second time.",
    "The new values are in Rekordbox's database only. Reload Tag on these tracks brings the genre of the file back.",
    "Nothing is deleted by an import.",
    "The dialog may hide the folder of the file: paste its path, on macOS after Shift-Cmd-G, on Windows as the name.",
)
_ONLY_CHANGED: Final = "The file holds changed tracks only."
_COMPANIONS: Final = (
    "Besides the changed tracks the file holds {count} unchanged ones, for the further playlists. Import To Collection "
    "would overwrite these too, with what the library said before: do it from the dated playlist alone, which has only "
    "the changed ones."
)
_FROM_XML: Final = (
    "Every other attribute of a record (rating, comments, play count) is as old as the XML it was copied from: change "
    "nothing in Rekordbox between that export and this import."
)
_FROM_DATABASE: Final = (
    "The records hold what was read from the database just now (rating, comments, play count): change nothing of these "
    "tracks in Rekordbox before the import. Attributes without a value are left out, and a comment longer than 256 "
    "characters may come back shortened."
)
_UNVERIFIED: Final = (
    "whether Yes keeps cues and beat grid when the file holds none",
    "whether attributes that are left out keep their value",
    "what becomes of date added, play count and My Tags",
    "whether one Import To Collection is enough or it takes two",
    "whether a 256-character comment shortens a longer one in the database",
)


def import_guide(
    playlist_name: str, *, keep_cues: bool, from_xml: bool, companions: int = 0, file: str = "the new file"
) -> ImportGuide:
    """Return the guide for one export: its steps name file and playlist and say what was chosen for cues.

    `companions` are unchanged tracks that are in the file because a further playlist names them.
    """
    steps = tuple(
        GuideStep(step.text.replace("{playlist}", playlist_name).replace("{file}", file), step.certainty)
        for step in _STEPS
    )
    held = _COMPANIONS.replace("{count}", str(companions)) if companions else _ONLY_CHANGED
    notes = (_CUES_KEPT if keep_cues else _CUES_OMITTED, _FROM_XML if from_xml else _FROM_DATABASE, held, *_NOTES)
    return ImportGuide(steps, notes, _UNVERIFIED)
