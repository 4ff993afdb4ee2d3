import gc
import weakref
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.crates import make_crates
from tests.support.desk import make_desk
from tests.support.library import FakeDoor, make_source
from tests.support.taxonomy import FakeTaxonomy

from rekurate.curation.proposing import engine
from rekurate.curation.proposing.engine import engine_of, evidence_of
from rekurate.model import Library, Observation, Outcome, Term, file_key, recording_key

LIBRARY = make_crates(60)


def test_the_engine_is_kept_while_nothing_changed(tmp_path: Path) -> None:
    desk = make_desk(LIBRARY, tmp_path)
    assert engine_of(desk, {}) is engine_of(desk, {})


def test_another_library_other_evidence_or_other_overrides_are_another_engine(tmp_path: Path) -> None:
    desk = make_desk(LIBRARY, tmp_path)
    first = engine_of(desk, {})
    assert engine_of(desk, {"house": "Techno"}) is not first
    desk.store.evidence.record([Observation("rec:1", "discogs", Outcome.NO_MATCH)])
    second = engine_of(desk, {})
    assert second is not first
    door = desk.library
    assert isinstance(door, FakeDoor)
    door.library = Library.of(make_source(stamp="stamp-2"), LIBRARY.tracks[:30])
    assert len(engine_of(desk, {}).proposer.classifier.genred) == 30


def test_another_taxonomy_is_another_engine(tmp_path: Path) -> None:
    desk = make_desk(LIBRARY, tmp_path)
    other = FakeTaxonomy()
    other.digest = "another"
    assert engine_of(replace(desk, taxonomy=other), {}) is not engine_of(desk, {})


def test_evidence_of_the_recording_and_of_the_file_meet_at_the_track(tmp_path: Path) -> None:
    desk = make_desk(LIBRARY, tmp_path)
    track = LIBRARY.tracks[0]
    style = Observation(recording_key(track), "discogs", Outcome.USABLE, (Term("discogs_style", "House"),))
    tag = Observation(file_key(track), "file_tags", Outcome.USABLE, (Term("file_tag", "House"),))
    desk.store.evidence.record([style, tag])
    said = evidence_of(desk, LIBRARY.tracks)
    assert {track_id: sorted(one.source for one in ones) for track_id, ones in said.items()} == {
        track.id: ["discogs", "file_tags"]
    }


def test_a_large_library_is_kept_from_the_collector_and_given_back_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_LARGE", 60)
    desk = make_desk(make_crates(60), tmp_path)
    before = gc.get_freeze_count()
    gone = weakref.ref(engine_of(desk, {}).proposer.classifier)
    assert gc.get_freeze_count() > before
    assert gc.isenabled()
    engine_of(desk, {"house": "Techno"})
    engine_of(desk, {"house": "Trance"})
    assert gone() is None


def test_a_large_library_is_counted_ahead_and_a_small_one_when_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(make_crates(55, ungenred=5), tmp_path)
    assert engine.count_ahead(desk) is None
    monkeypatch.setattr(engine, "_LARGE", 60)
    counting = engine.count_ahead(desk)
    assert counting is not None
    counting.join(30)
    monkeypatch.setattr(engine, "Classifier", None)  # what was counted is not counted again
    kept = engine_of(desk, {})
    assert len(kept.proposer.classifier.genred) > 0
    assert set(kept.answers) == {track.id for track in desk.library.read().tracks if not track.genre}
    assert len(kept.answers) == 5


def test_what_goes_wrong_ahead_is_told_to_whoever_asks_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk(make_crates(60), tmp_path)
    monkeypatch.setattr(engine, "_LARGE", 60)
    monkeypatch.setattr(engine, "Classifier", None)
    counting = engine.count_ahead(desk)
    assert counting is not None
    counting.join(30)
    with pytest.raises(TypeError):
        engine_of(desk, {})
