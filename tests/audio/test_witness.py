import hashlib
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.support.budgets import FreeBudget
from tests.support.graphs_by_hand import block, tiny_graph, tiny_onnx
from tests.support.library import make_track

from rekurate.audio import EffnetWitness, FeaturesWitness, Job, ModelShelf, PathFinder, Room
from rekurate.audio.effnet.vector import pack
from rekurate.audio.files.content import content_of
from rekurate.audio.reasons import audio_error
from rekurate.audio.worker import Done
from rekurate.errors import AudioError
from rekurate.model import Budget, Observation, Outcome, Term, Track, file_key

NOW = "2024-06-01T12:00:00+00:00"


class FakePool:
    """Answers from a table by file name, in reverse order: workers finish when they please."""

    workers = 2

    def __init__(self, answers: Mapping[str, Mapping[str, Any] | AudioError]) -> None:
        self.answers = answers
        self.jobs: list[Job] = []

    def run(self, jobs: Sequence[Job], budget: Budget) -> Iterator[Done]:  # noqa: ARG002 - the pool's shape
        self.jobs += jobs
        for index in reversed(range(len(jobs))):
            answer = self.answers.get(Path(jobs[index].path).name)
            if isinstance(answer, AudioError):
                yield Done(index, None, answer)
            elif answer is not None:
                yield Done(index, answer)


def room(tmp_path: Path, **answers: Mapping[str, Any] | AudioError) -> Room:
    for name in answers:
        (tmp_path / f"{name}.mp3").write_bytes(b"sound")
    pool = FakePool({f"{name}.mp3": answer for name, answer in answers.items()})
    return Room(pool, PathFinder(), lambda: 1_717_243_200.0)


def track(tmp_path: Path, name: str, **more: Any) -> Track:
    return make_track(id=name, location=(tmp_path / f"{name}.mp3").as_posix(), **more)


HEARD = {"bpm": 87.0, "bpm_candidates": [87.0, 174.0], "sounds_like": "music"}


def test_what_was_heard_stands_beside_rekordboxs_own_bpm(tmp_path: Path) -> None:
    witness = FeaturesWitness(room(tmp_path, a=HEARD))
    a = track(tmp_path, "a", bpm=174.0)

    assert list(witness.observe([a], FreeBudget())) == [
        Observation(
            file_key(a),
            "features",
            Outcome.USABLE,
            facts={**HEARD, "bpm_rekordbox": 174.0, "bpm_verdict": "half"},
            proof={"file": a.location},
            fetched_at=NOW,
            version=witness.version,
        )
    ]


def test_speech_is_weak_evidence_and_says_so(tmp_path: Path) -> None:
    witness = FeaturesWitness(room(tmp_path, a={"bpm": None, "sounds_like": "speech"}))
    (heard,) = witness.observe([track(tmp_path, "a")], FreeBudget())
    assert (heard.outcome, heard.message) == (Outcome.WEAK, "it sounds like speech, not like music")


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        ("silent", Outcome.NO_MATCH),
        ("too_short", Outcome.NO_MATCH),
        ("protected", Outcome.NO_MATCH),
        ("truncated", Outcome.ERROR),
        ("crashed", Outcome.ERROR),
        ("timeout", Outcome.ERROR),
    ],
)
def test_a_failure_keeps_its_reason_and_only_lasting_ones_count_as_answered(
    tmp_path: Path, reason: str, outcome: Outcome
) -> None:
    witness = FeaturesWitness(room(tmp_path, a=audio_error(reason)))
    (heard,) = witness.observe([track(tmp_path, "a")], FreeBudget())
    assert (heard.outcome, heard.facts["reason"], bool(heard.message)) == (outcome, reason, True)
    assert ("content" in heard.facts) == (outcome is Outcome.NO_MATCH)


def test_a_silent_file_replaced_by_music_is_heard_again(tmp_path: Path) -> None:
    witness = FeaturesWitness(room(tmp_path, a=audio_error("silent")))
    a = track(tmp_path, "a")
    (kept,) = witness.observe([a], FreeBudget())
    before = witness.is_current(a, kept)
    (tmp_path / "a.mp3").write_bytes(b"another sound")

    assert (before, witness.is_current(a, kept)) == (True, False)


def test_the_time_it_will_take_is_estimated_for_all_workers(tmp_path: Path) -> None:
    seconds, notice = FeaturesWitness(room(tmp_path)).estimate(1000)
    assert seconds == pytest.approx(600.0)
    assert "nothing is uploaded" in notice


def test_missing_files_never_reach_a_worker_and_everything_is_counted(tmp_path: Path) -> None:
    here = room(tmp_path, a=HEARD, b=HEARD)
    budget = FreeBudget()
    tracks = [track(tmp_path, name) for name in ("a", "gone", "b")]
    heard = list(FeaturesWitness(here).observe(tracks, budget))

    assert sorted(each.facts.get("reason", "heard") for each in heard) == ["heard", "heard", "missing"]
    assert [(done, total) for done, total, _ in budget.said] == [(1, 3), (2, 3), (3, 3)]
    assert len(here.pool.jobs) == 2  # type: ignore[attr-defined] # the fake's


def test_work_the_budget_stopped_stays_pending(tmp_path: Path) -> None:
    here = room(tmp_path, a=HEARD)
    (tmp_path / "stopped.mp3").write_bytes(b"sound")
    heard = FeaturesWitness(here).observe([track(tmp_path, "a"), track(tmp_path, "stopped")], FreeBudget())
    assert [Path(each.proof["file"]).name for each in heard] == ["a.mp3"]


def test_a_spent_budget_looks_for_no_further_files(tmp_path: Path) -> None:
    here = room(tmp_path, a=HEARD)
    tracks = [track(tmp_path, "a") for _ in range(100)]
    heard = list(FeaturesWitness(here).observe(tracks, FreeBudget(until=lambda: True)))
    assert len(heard) == 32


def test_an_answer_is_current_until_the_sound_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(b"\xff\xfb\x90\x00" + bytes(5000))
    witness = FeaturesWitness(room(tmp_path))
    kept = Observation("file:a", "features", Outcome.USABLE, facts={"content": content_of(path)})
    current = [witness.is_current(track(tmp_path, "a"), kept)]
    path.write_bytes(b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(10) + b"\xff\xfb\x90\x00" + bytes(5000))
    current.append(witness.is_current(track(tmp_path, "a"), kept))
    path.write_bytes(b"\xff\xfb\x90\x00" + b"another" + bytes(4993))
    current.append(witness.is_current(track(tmp_path, "a"), kept))
    path.unlink()
    current.append(witness.is_current(track(tmp_path, "a"), kept))

    assert current == [True, True, False, True]


def test_the_best_classes_become_terms_and_the_vector_is_kept(tmp_path: Path) -> None:
    vector = pack([0.5] * 400)
    facts = {"vector": vector, "top": [["Electronic---House", 0.41]], "parents": {"Electronic": 0.9}, "patches": 16}
    model = tmp_path / "model.onnx"
    model.write_bytes(tiny_onnx(400))
    here = room(tmp_path, a=facts)
    witness = EffnetWitness(here, ModelShelf(tmp_path, None, lambda: 0.0, model))
    (heard,) = witness.observe([track(tmp_path, "a")], FreeBudget())

    assert heard.terms == (Term("effnet", "Electronic---House", 0.41),)
    assert heard.facts["vector"] == vector
    assert "top" not in heard.facts
    assert heard.version == f"effnet-1/{hashlib.sha256(tiny_onnx(400)).hexdigest()[:12]}/even16/linear16k"
    assert here.pool.jobs[0].options == {"backbone": str(model), "head": "", "top": 10}  # type: ignore[attr-defined] # the fake's


def test_other_weights_are_another_version(tmp_path: Path) -> None:
    model = tmp_path / "model.onnx"
    witness = EffnetWitness(room(tmp_path), ModelShelf(tmp_path, None, lambda: 0.0, model))
    versions = [witness.version]
    for weights in (b"one", b"other"):
        model.write_bytes(tiny_onnx(400) + block(2, weights))
        versions.append(witness.version)

    assert len(set(versions)) == 3
    assert versions[0] == "effnet-1/none/even16/linear16k"


def test_speech_by_the_models_own_classes_is_weak(tmp_path: Path) -> None:
    facts = {"top": [["Non-Music---Spoken Word", 0.8]], "parents": {"Non-Music": 0.7}}
    model = tmp_path / "model.onnx"
    model.write_bytes(tiny_onnx(400))
    witness = EffnetWitness(room(tmp_path, a=facts), ModelShelf(tmp_path, None, lambda: 0.0, model))
    (heard,) = witness.observe([track(tmp_path, "a")], FreeBudget())
    assert (heard.outcome, "70%" in heard.message) == (Outcome.WEAK, True)


def test_unavailable_says_exactly_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = EffnetWitness(room(tmp_path), ModelShelf(tmp_path, None, lambda: 0.0))
    gone = EffnetWitness(room(tmp_path), ModelShelf(tmp_path, None, lambda: 0.0, tmp_path / "gone.onnx"))
    said = [str(witness.unavailable()) for witness in (nothing, gone)]

    assert "rekurate models fetch" in said[0]
    assert "18 MB" in said[0]
    assert "EFFNET_MODEL_PATH" in said[1]

    (tmp_path / "model.pb").write_bytes(tiny_graph(b"serving_default_melspectrogram"))
    frozen = EffnetWitness(room(tmp_path), ModelShelf(tmp_path, None, lambda: 0.0, tmp_path / "model.pb"))
    monkeypatch.setattr("rekurate.audio.witness.find_spec", lambda name: None if name == "essentia" else object())
    assert "essentia-tensorflow" in str(frozen.unavailable())
    assert FeaturesWitness(room(tmp_path)).unavailable() is None
    assert "numpy" in FeaturesWitness(room(tmp_path)).version
    assert "Rekordbox's own" in FeaturesWitness(room(tmp_path)).limits()
    monkeypatch.setattr("rekurate.audio.witness.find_spec", lambda _: None)
    assert 'checkout, uv tool install "rekurate[audio] @ ."' in str(FeaturesWitness(room(tmp_path)).unavailable())


def test_the_server_loads_no_native_code_for_any_of_it() -> None:
    code = (
        "import sys, rekurate.audio; "
        "print([name for name in ('numpy', 'soundfile', 'soxr', 'onnxruntime', 'essentia', 'torch') "
        "if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
