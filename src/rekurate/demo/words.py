"""The demo's sentences that summary and page share."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from rekurate.curation.staging.preview import PreviewRow
from rekurate.curation.staging.words import shown
from rekurate.demo.story import Story
from rekurate.model import Door
from rekurate.review.spoken import for_terminal

SOURCES: Final = {"discogs": "Discogs", "musicbrainz": "MusicBrainz", "file_tags": "file tags"}
CHOSEN: Final = (
    "These tracks and their genres were chosen for a demo, with such figures in view: they show what is measured, not "
    "how well it goes with your library. `rekurate evaluate` tells that."
)
NORMALIZATION: Final = "normalization"
"""Who proposes what is only another spelling."""
_ORDER: Final = ("high", "medium", "low")

TO_LOOK_AT: Final = (
    "It is to look at, not to import: its audio does not exist, and your Rekordbox would add every track of it."
)
APPROVED: Final = {
    Door.TERMINAL: "approved by you",
    Door.PRACTICE: "approved by the demo itself: nobody was asked",
}


def lead(story: Story) -> str:
    """Say in one sentence what happened."""
    before, staged = story.before, Counter(map(_kind, story.preview.rows))
    return (
        f"{before.tracks} released tracks, {before.without_genre} of them without a genre. {staged.total()} changes "
        f"are staged: a genre for {staged['fresh']} tracks that had none, a clearer one for {staged['clearer']}, and "
        f"one name for {staged['spelling']} that were only spelt otherwise. "
        f"{story.undecided.total_tracks} tracks are left to a person's ear; "
        f"{story.proposed.streaming} streamed can take no change. No network; nothing of yours was read."
    )


def _kind(row: PreviewRow) -> str:
    """Say what a staged change is: "fresh" where there was no genre, "spelling", else "clearer"."""
    if not row.change.old.strip():
        return "fresh"
    return "spelling" if row.change.proposer == NORMALIZATION else "clearer"


def next_steps() -> tuple[str, ...]:
    """Return how to go on with a real library."""
    return (
        "Install it as the README says, so that rekurate is a command of its own.",
        (
            "rekurate doctor: is your Rekordbox library found? If not: File > Export Collection in xml format, "
            "saved as rekordbox.xml in your Documents or Music folder."
        ),
        "rekurate evaluate: how far each tier can be trusted on your own library.",
        (
            "rekurate hydrate --all: gather evidence, as here also about the tracks that have a genre; a DISCOGS_TOKEN "
            "helps most, and everything works without."
        ),
        (
            "rekurate classify --stage high --stage medium: proposals in the terminal, put on the stage. Or with your "
            'agent: claude mcp add --scope user rekurate -- rekurate, then "Classify genres for my ungenred tracks."'
        ),
        "rekurate review: you approve; rekurate export: one XML; rekurate verify: what arrived.",
    )


def lines_to_try(story: Story, program: str) -> str:
    """Return the two settings that point a server at the demo, and one client's command with them and `program`."""
    settings = (f"REKORDBOX_XML_PATH={story.library}", f"REKURATE_HOME={story.home}")
    given = " ".join(f'-e "{setting}"' for setting in settings)
    return "\n".join((*settings, f'claude mcp add rekurate-demo {given} -- "{program}"'))


def unmeasured(story: Story) -> tuple[str, ...]:
    """Say what the measurement could not tell, after the classifier's own notes."""
    notes = tuple(map(for_terminal, story.proposed.notes))
    seen = any(score.n for score in story.helped.measured.tiers if score.tier == "high")
    if seen or not story.proposed.summary.by_confidence["high"]:
        return notes
    return (
        *notes,
        (
            "No genred track reached high once its artist was hidden, so nothing here measures how often high is "
            "right; a library of some hundred genred tracks does."
        ),
    )


def quoted(genre: str) -> str:
    """Show a genre string between quotes, so that padding is seen."""
    return f"“{shown(genre)}”"


def sureness(by_confidence: Mapping[str, int]) -> list[str]:
    """Return "7 high", "8 medium": the surest first."""
    return [f"{by_confidence[tier]} {tier}" for tier in _ORDER if by_confidence.get(tier)]


def spellings(story: Story) -> list[tuple[str, list[str], int]]:
    """Return the names that replace their other spellings: (name, the spellings, tracks), most tracks first."""
    return _replacing(story, "spelling")


def clearer(story: Story) -> list[tuple[str, list[str], int]]:
    """Return the proposed genres that replace one that is unknown or says too little, in the same shape."""
    return _replacing(story, "clearer")


def _replacing(story: Story, kind: str) -> list[tuple[str, list[str], int]]:
    found: dict[str, Counter[str]] = {}
    for row in story.preview.rows:
        if _kind(row) == kind:
            found.setdefault(row.change.new, Counter())[row.change.old] += 1
    rows = [(new, [old for old, _ in olds.most_common()], olds.total()) for new, olds in found.items()]
    return sorted(rows, key=lambda row: (-row[2], row[0]))
