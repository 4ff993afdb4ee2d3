"""Whatever is staged, approved, restaged, cleared, locked and exported in any order: only approved changes leave."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.support.desk import make_desk
from tests.support.library import make_track
from tests.support.staging import LIBRARY
from tests.support.writing import FakeWriter

from rekurate.curation.exporting.export import ExportWish, write_xml
from rekurate.curation.exporting.undo import undo_export
from rekurate.curation.finding.selection import Selection
from rekurate.curation.staging.approve import Asking, approve, ask_about
from rekurate.curation.staging.clear import clear_changes, lock_tracks
from rekurate.curation.staging.stage import Wanted, stage_changes
from rekurate.errors import RekurateError
from rekurate.model import Field, StagedChange
from rekurate.store import open_store

TRACKS = tuple(str(number) for number in range(4))
ids = st.sampled_from(TRACKS)
genres = st.sampled_from(["Techno", "House", "Ambient", ""])
Key = tuple[str, Field]


class Staging(RuleBasedStateMachine):
    """A model of the stage beside the real one: what is staged, which of it was approved, what left in a file."""

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.patch = pytest.MonkeyPatch()
        self.desk = make_desk(tuple(make_track(id=one) for one in TRACKS), self.folder)
        self.other = open_store(self.desk.store.path, self.desk.clock)
        self.writer = FakeWriter(self.desk.library)
        self.patch.setattr("rekurate.rekordbox.export.write_export", self.writer)
        self.staged: dict[Key, StagedChange] = {}
        self.approved: dict[Key, str] = {}
        self.locked: set[str] = set()
        self.asking: Asking | None = None
        self.exported = 0

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.patch.undo()
            self.desk.store.close()
            self.other.close()
            shutil.rmtree(self.folder)

    @rule(track=ids, genre=genres)
    def stage(self, track: str, genre: str) -> None:
        key = (track, Field.GENRE)
        try:
            stage_changes(self.desk, [Wanted(track, {Field.GENRE: genre})], "agent")
        except RekurateError:
            assert track in self.locked
            return
        if genre:
            self._put(StagedChange(track, Field.GENRE, "", genre, location=f"/Music/{track}.mp3"))
        else:  # the library's own value
            self._drop(key)

    @rule(track=ids)
    def clear(self, track: str) -> None:
        clear_changes(self.desk, (track,))
        self._drop((track, Field.GENRE))

    @rule(track=ids, locked=st.booleans())
    def lock(self, track: str, locked: bool) -> None:
        lock_tracks(self.desk, Selection(track_ids=(track,)), locked=locked)
        (self.locked.add if locked else self.locked.discard)(track)
        if locked:
            self._drop((track, Field.GENRE))

    @rule(track=ids)
    def approve_one_from_another_process(self, track: str) -> None:
        change = self.staged.get((track, Field.GENRE))
        if change is not None:
            self.other.approvals.approve(LIBRARY, [change.hash], "terminal")
            self.approved[track, Field.GENRE] = change.hash

    @rule()
    def ask(self) -> None:
        with suppress(RekurateError):
            self.asking = ask_about(self.desk)

    @rule()
    def answer_yes_to_what_was_asked_at_some_time(self) -> None:
        if self.asking is None:
            return
        try:
            approve(self.desk, self.asking, "elicitation", "client")
        except RekurateError:
            return
        asked = set(self.asking.changes)
        self.approved |= {key: change.hash for key, change in self.staged.items() if change.hash in asked}

    @rule()
    def export(self) -> None:
        self.desk.clock.pass_seconds(1)
        before = len(self.writer.requests)
        try:
            write_xml(self.desk, ExportWish())
        except RekurateError:
            assert not self.approved
            assert len(self.writer.requests) == before
            return
        written = {approved.change.hash for approved in self.writer.requests[-1].changes}
        assert written == set(self.approved.values())
        for key in list(self.approved):
            self._drop(key)
        self.exported += 1

    @rule()
    def undo_the_last_export(self) -> None:
        if not self.exported:
            return
        # The library of this machine never imports, so there is nothing to undo, ever.
        assert undo_export(self.desk).staged == 0

    @invariant()
    def the_stage_is_what_was_decided(self) -> None:
        if not hasattr(self, "staged"):
            return
        pending = self.other.approvals.pending(LIBRARY)
        assert {change.hash for change, _ in pending.rows} == {change.hash for change in self.staged.values()}
        assert {change.hash for change, yes in pending.rows if yes} == set(self.approved.values())

    def _put(self, change: StagedChange) -> None:
        key = (change.track_id, change.field)
        if self.approved.get(key) != change.hash:
            self.approved.pop(key, None)
        self.staged[key] = change

    def _drop(self, key: Key) -> None:
        self.staged.pop(key, None)
        self.approved.pop(key, None)


TestStaging = Staging.TestCase
TestStaging.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
