"""What a caller wants gathered, and the sources that can be named."""

from dataclasses import dataclass
from typing import Final

from rekurate.curation.finding.selection import Selection
from rekurate.errors import BadRequest

PROVIDERS: Final = ("discogs", "beatport", "musicbrainz", "bandcamp", "lastfm", "file_tags")
"""Sources that `enrich_tracks` may ask, in the order they are reported."""
ANALYZERS: Final = ("features", "effnet", "ensemble")
"""Sources that `analyze_audio_batch` may ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatherRequest:
    """What a caller wants gathered."""

    selection: Selection
    sources: tuple[str, ...] | None = None
    """Names among `offered`; None asks every one that is configured."""
    offered: tuple[str, ...] = PROVIDERS
    max_tracks: int = 50
    """Pending tracks of this slice; tracks whose answers are all kept cost no slot."""
    offset: int = 0
    skip_cached: bool = True
    force_refresh: bool = False
    """Ask again even where a fresh answer is kept."""
    concurrency: int = 4
    """Requests under way per source; never beats the source's own limit."""

    def refuse_unknown_sources(self) -> None:
        """Raise BadRequest, naming the valid ones, for a source that is not among those offered."""
        unknown = [name for name in self.sources or () if name not in self.offered]
        if unknown:
            raise BadRequest(f"No such source: {', '.join(unknown)}. Valid: {', '.join(self.offered)}.")
