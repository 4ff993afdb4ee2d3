"""The demo's sentences that summary and page share."""

from collections.abc import Mapping
from typing import Final

from rekurate.curation.staging.words import shown
from rekurate.demo.story import Story

SOURCES: Final = {"discogs": "Discogs", "musicbrainz": "MusicBrainz", "file_tags": "file tags"}
CHOSEN: Final = (
    "These tracks and their genres were chosen for a demo, with such figures in view: they show what is measured, not "
    "how well it goes with your library. `rekurate evaluate` tells that."
)
_ORDER: Final = ("high", "medium", "low")

APPROVED: Final = {
    "terminal": "approved by you",
    "demo": "approved by the demo itself: nobody was asked",
}


def lead(story: Story) -> str:
    """Say in one sentence what happened."""
    counts = story.proposed.summary.by_confidence
    before, sure = story.before, counts["high"] + counts["medium"]
    return (
        f"{before.tracks} released tracks, {before.without_genre} of them without a genre. For {sure} of these the "
        f"evidence is good enough to stage one, {story.undecided.total_tracks} are left to a person's ear, and "
        f"{story.spellings.stageable_tracks} genres were only spelt otherwise. No network; nothing of yours was read."
    )


def next_steps() -> tuple[str, ...]:
    """Return how to go on with a real library."""
    return (
        (
            "rekurate doctor: is your Rekordbox library found? If not: File > Export Collection in xml format, "
            "and set REKORDBOX_XML_PATH."
        ),
        "rekurate evaluate: how far each tier can be trusted on your own library.",
        "rekurate hydrate: gather evidence; a DISCOGS_TOKEN helps most, and everything works without.",
        (
            "rekurate classify: proposals in the terminal. Or with your agent: claude mcp add rekurate -- rekurate, "
            'then "Classify genres for my ungenred tracks."'
        ),
        "rekurate review: you approve; rekurate export: one XML; rekurate verify: what arrived.",
    )


def lines_to_try(story: Story) -> str:
    """Return the two settings that point a server at the demo, and one client's command with them."""
    settings = (f"REKORDBOX_XML_PATH={story.library}", f"REKURATE_HOME={story.home}")
    given = " ".join(f'-e "{setting}"' for setting in settings)
    return "\n".join((*settings, f"claude mcp add rekurate-demo {given} -- rekurate"))


def unmeasured(story: Story) -> tuple[str, ...]:
    """Say what the measurement could not tell, after the classifier's own notes."""
    seen = any(score.n for score in story.helped.measured.tiers if score.tier == "high")
    if seen or not story.proposed.summary.by_confidence["high"]:
        return story.proposed.notes
    return (
        *story.proposed.notes,
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
    """Return the names that replace other genre strings: (name, the strings, tracks), most tracks first."""
    found: dict[str, list[tuple[str, int]]] = {}
    for move in story.preview.moves:
        if move.old.strip():
            found.setdefault(move.new, []).append((move.old, move.count))
    rows = [(new, [old for old, _ in olds], sum(count for _, count in olds)) for new, olds in found.items()]
    return sorted(rows, key=lambda row: (-row[2], row[0]))
