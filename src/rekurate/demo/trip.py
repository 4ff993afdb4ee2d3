"""The whole trip over the demo library, with the same use cases as the tools call."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final, Self

from rekurate.curation.desk import Desk
from rekurate.curation.exporting.export import ExportWish, write_xml
from rekurate.curation.exporting.past import verify_import
from rekurate.curation.finding.overview import overview
from rekurate.curation.finding.selection import Selection
from rekurate.curation.gathering.coverage import cover
from rekurate.curation.gathering.gather import gather
from rekurate.curation.gathering.request import GatherRequest
from rekurate.curation.naming.normalize import normalizations
from rekurate.curation.proposing.evaluate import evaluate
from rekurate.curation.proposing.proposals import ProposalRequest, Proposed
from rekurate.curation.proposing.propose import classify
from rekurate.curation.staging.preview import preview_changes
from rekurate.demo.compare import compare
from rekurate.demo.desk import demo_desk, open_lines
from rekurate.demo.imported import import_into_copy
from rekurate.demo.library import write_demo_library
from rekurate.demo.story import Asked, Decision, Story
from rekurate.model import Budget
from rekurate.rekordbox.stamp import library_id
from rekurate.store import Store, make_practice_store

_ALL_TRACKS: Final = 100_000
"""More than the demo's library has."""
_TIERS: Final = ("high", "medium")
_UNGENRED: Final = Selection(has_genre=False)
_VAGUE: Final = Selection(has_unknown_genre=True)
Tell = Callable[[str, float], None]
"""Called with the name of each finished step, and the seconds it took."""


class Trip:
    """One demo in one new folder. Use as a context manager: the store is closed afterwards."""

    desk: Desk
    """Of the demo's own library; set by `propose`."""

    def __init__(self, home: Path, tell: Tell, budget: Budget) -> None:
        """Keep the folder to work in, which exists and is empty."""
        self._home = home
        self._tell = tell
        self._budget = budget
        self._store: Store | None = None

    def __enter__(self) -> Self:
        """Return itself; `propose` begins the work."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        if self._store is not None:
            self._store.close()

    def propose(self) -> Story:
        """Do everything up to a stage that waits for a person's decision."""
        with self._step("write a library of released tracks"):
            library = write_demo_library(self._home)
            store = self._store = make_practice_store(self._home / "rekurate.sqlite", library_id("xml", library))
        with open_lines() as lines:
            self.desk = demo_desk(self._home, library, store, lines)
            with self._step("read the library"):
                before = overview(self.desk)
            with self._step("measure what the library alone can tell"):
                alone = evaluate(self.desk, Selection())
            with self._step("ask Discogs and MusicBrainz (replayed here), read file tags"):
                self._gather()
            asked = Asked(dict(lines.replay.asked), lines.waits)
        with self._step("measure again, with that evidence"):
            helped = evaluate(self.desk, Selection())
        with self._step("unify spellings"):
            normalizations(self.desk, stage_aliases=True)
        with self._step("classify, stage high and medium"):
            proposed, vague = (self._classify(selection) for selection in (_UNGENRED, _VAGUE))
            undecided = classify(self.desk, ProposalRequest(selection=_UNGENRED, format="dispatch")).dispatch
        assert undecided is not None
        return Story(
            home=self._home,
            library=library,
            before=before,
            alone=alone,
            coverage=cover(self.desk, Selection()),
            asked=asked,
            helped=helped,
            proposed=proposed,
            vague=vague,
            undecided=undecided,
            preview=preview_changes(self.desk),
            compared=compare(self.desk, proposed.rows),
        )

    def finish(self, story: Story, decision: Decision) -> None:
        """Write what was approved to an XML, import it into a copy the documented way, and see what arrived."""
        story.decision = decision
        if not decision.approved:
            return
        with self._step("write the Rekordbox XML"):
            story.export = write_xml(self.desk, ExportWish())
        with self._step("import it into a copy, verify"):
            copy = story.library.with_name("rekordbox-after-import.xml")
            import_into_copy(story.library, story.export.path, copy)
            story.arrived = verify_import(self.desk, story.export.export_id, copy).verification

    def _gather(self) -> None:
        request = GatherRequest(selection=Selection(), max_tracks=_ALL_TRACKS, concurrency=1)
        gather(self.desk, request, self._budget)

    def _classify(self, selection: Selection) -> Proposed:
        rows = ProposalRequest(selection=selection, format="compact", all_pages=True, auto_stage=_TIERS)
        grouped = classify(self.desk, replace(rows, format="summary", auto_stage=())).summary
        return replace(classify(self.desk, rows), summary=grouped)

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self._tell(name, time.perf_counter() - started)
