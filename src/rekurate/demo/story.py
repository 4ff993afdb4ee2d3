"""What happened in the demo, as data: the summary and the report page both show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rekurate.curation.finding.overview import Overview
from rekurate.curation.gathering.coverage import Coverage
from rekurate.curation.proposing.evaluate import Evaluation
from rekurate.curation.proposing.proposals import Dispatch, Proposed, Row
from rekurate.curation.staging.preview import Preview
from rekurate.model import Door

if TYPE_CHECKING:
    from rekurate.curation.exporting.export import ExportReport
    from rekurate.rekordbox.verify import Verification


@dataclass(frozen=True, slots=True)
class Asked:
    """What the replayed providers were asked."""

    requests: Mapping[str, int]
    """By provider; "busy" counts answers that told us to wait."""
    waits: float
    """Seconds of pauses that the real providers would have taken."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A proposal beside the genre under which a shop sold the track."""

    row: Row
    shop: str
    """As our taxonomy writes it."""
    agrees: bool
    akin: bool
    """Whether both are at least of the same family."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What came of asking for approval."""

    approved: int
    door: Door
    """TERMINAL, or PRACTICE where nobody could be asked."""


@dataclass(slots=True)
class Story:
    """The demo so far. What comes after the person's decision is None until then, and stays None after a no."""

    home: Path
    library: Path
    before: Overview
    alone: Evaluation
    """Measured on the library alone, before any source was asked."""
    coverage: Coverage
    asked: Asked
    helped: Evaluation
    """Measured again, with what the sources answered."""
    proposed: Proposed
    """For the tracks without genre, one row each."""
    vague: Proposed
    """For the tracks whose genre is unknown or says too little (broad, compound)."""
    undecided: Dispatch
    preview: Preview
    compared: tuple[Compared, ...]
    decision: Decision | None = None
    export: "ExportReport | None" = None
    arrived: "Verification | None" = None
