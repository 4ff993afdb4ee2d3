"""The nouns, in the order they travel, and the ports that speak them."""

from rekurate.model.evidence import Observation, Outcome, Term
from rekurate.model.identity import file_key, fold, recording_key
from rekurate.model.library import Library, Playlist, Source, Track, TrackKind
from rekurate.model.ports import Budget, Clock, EvidenceCache, LibraryDoor, Witness
from rekurate.model.proposal import Action, Candidate, Confidence, Proposal, Vote
from rekurate.model.staging import XML_ATTRIBUTE, ApprovedChange, Field, StagedChange, digest_of

__all__ = [
    "XML_ATTRIBUTE",
    "Action",
    "ApprovedChange",
    "Budget",
    "Candidate",
    "Clock",
    "Confidence",
    "EvidenceCache",
    "Field",
    "Library",
    "LibraryDoor",
    "Observation",
    "Outcome",
    "Playlist",
    "Proposal",
    "Source",
    "StagedChange",
    "Term",
    "Track",
    "TrackKind",
    "Vote",
    "Witness",
    "digest_of",
    "file_key",
    "fold",
    "recording_key",
]
