"""The nouns, in the order they travel, and the ports that speak them."""

from rekurate.model.evidence import Observation, Outcome, Term
from rekurate.model.identity import file_key, fold, fold_typed, recording_key
from rekurate.model.library import Library, Playlist, Source, Track, TrackKind
from rekurate.model.matching import Choice, Matcher, MatchResult, Recording, Suspect, Wanted
from rekurate.model.ports import Budget, Clock, EvidenceCache, LibraryDoor, Witness
from rekurate.model.proposal import Action, Candidate, Confidence, Proposal, Vote, percent
from rekurate.model.staging import (
    XML_ATTRIBUTE,
    ApprovalMode,
    ApprovedChange,
    Door,
    Field,
    Numbered,
    SealedChanges,
    StagedChange,
    digest_of,
)
from rekurate.model.web import Ask, Interrupted, Line, Reply, Stop

__all__ = [
    "XML_ATTRIBUTE",
    "Action",
    "ApprovalMode",
    "ApprovedChange",
    "Ask",
    "Budget",
    "Candidate",
    "Choice",
    "Clock",
    "Confidence",
    "Door",
    "EvidenceCache",
    "Field",
    "Interrupted",
    "Library",
    "LibraryDoor",
    "Line",
    "MatchResult",
    "Matcher",
    "Numbered",
    "Observation",
    "Outcome",
    "Playlist",
    "Proposal",
    "Recording",
    "Reply",
    "SealedChanges",
    "Source",
    "StagedChange",
    "Stop",
    "Suspect",
    "Term",
    "Track",
    "TrackKind",
    "Vote",
    "Wanted",
    "Witness",
    "digest_of",
    "file_key",
    "fold",
    "fold_typed",
    "percent",
    "recording_key",
]
