"""Sentences that the summary and the report page of the demo share."""

from typing import Final

from rekurate.curation.staging.words import shown
from rekurate.demo.counts import staged_kinds
from rekurate.demo.story import Story
from rekurate.model import Door
from rekurate.review.spoken import for_terminal

SOURCES: Final = {"discogs": "Discogs", "musicbrainz": "MusicBrainz", "file_tags": "file tags"}
CHOSEN: Final = (
    "These tracks and their genres were chosen for a demo, with such figures in view: they show what is measured, not "
    "how well it goes with your library. `rekurate evaluate` tells that."
)

TO_LOOK_AT: Final = (
    "It is to look at, not to import: its audio does not exist, and your Rekordbox would add every track of it."
)
APPROVED: Final = {
    Door.TERMINAL: "approved by you",
    Door.PRACTICE: "approved by the demo itself: nobody was asked",
}


def lead(story: Story) -> str:
    """Say in one sentence what happened."""
    before, staged = story.before, staged_kinds(story)
    return (
        f"{before.tracks} released tracks, {before.without_genre} of them without a genre. {staged.total()} changes "
        f"are staged: a genre for {staged['fresh']} tracks that had none, a clearer one for {staged['clearer']}, and "
        f"one name for {staged['spelling']} that were only spelt otherwise. "
        f"{story.undecided.total_tracks} tracks are left to a person's ear; "
        f"{story.proposed.streaming} streamed can take no change. No network; nothing of yours was read."
    )


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
    """Return the classifier's own notes, and a sentence when the measurement says nothing about the tier "high"."""
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
    """Show a genre string between quotes, so that blanks around it are seen."""
    return f"“{shown(genre)}”"
