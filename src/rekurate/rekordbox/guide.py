"""How a person brings an exported XML into Rekordbox, and how sure each step is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step of the import."""

    text: str
    certainty: str
    """manual (official manual), tested (a project tried it on a named version), claimed (nobody showed a test)."""


@dataclass(frozen=True, slots=True)
class ImportGuide:
    """The whole guide: steps in order, what to know, what nobody has verified."""

    steps: tuple[GuideStep, ...]
    notes: tuple[str, ...]
    unverified: tuple[str, ...]


def import_guide(playlist_name: str, *, keep_cues: bool, from_xml: bool) -> ImportGuide:
    """Return the guide for one export: its steps name the playlist and say what was chosen for cues."""
    raise NotImplementedError
