"""The ensemble as a source of evidence: what was heard, fused by the rules of the genre tables."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.support.budgets import FreeBudget
from tests.support.evidence import MemoryCache
from tests.support.library import make_track

from rekurate.audio import Job, PathFinder, Room
from rekurate.audio.ensemble import Checkpoints, EnsembleWitness, Reading
from rekurate.audio.files.content import content_of
from rekurate.audio.worker import Done
from rekurate.model import Budget, Observation, Outcome, Term, Track, file_key
from rekurate.resources import data_folder
from rekurate.taxonomy.compiled import CompiledTaxonomy, compile_folders, compile_taxonomy

TAXONOMY = compile_taxonomy()
NAMES = ("model", "instruments", "loudest", "weights", "missing", "heard")
FEATURES = {"bpm": 126.0, "four_on_the_floor": 0.95, "loudness": -8.0, "curve": [0.0], "sounds_like": "music"}


class OnePool:
    """Answers every file with the same facts."""

    workers = 1

    def __init__(self) -> None:
        self.facts: dict[str, Any] = {
            "model": {"country": 0.5, "hiphop": 0.5},
            "instruments": {"Music": 0.5, "Violin, fiddle": 0.05},
            "features": dict(FEATURES),
            "failed": {},
            "windows": 3,
        }
        self.jobs: list[Job] = []

    def run(self, jobs: Sequence[Job], budget: Budget) -> Iterator[Done]:  # noqa: ARG002 - the pool's shape
        self.jobs += jobs
        for index, job in enumerate(jobs):
            yield Done(index, {**self.facts, "content": content_of(Path(job.path))})


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count the heavy packages as installed: these tests are about the witness, which loads no model itself."""
    monkeypatch.setattr("rekurate.audio.witness.find_spec", lambda _name: object())


@pytest.fixture
def pool() -> OnePool:
    return OnePool()


@pytest.fixture
def cache() -> MemoryCache:
    return MemoryCache()


@pytest.fixture
def song(tmp_path: Path) -> Track:
    (tmp_path / "song.mp3").write_bytes(b"\xff\xfb\x90\x00" + bytes(5000))
    return make_track(location=(tmp_path / "song.mp3").as_posix(), bpm=0.0)


def checkpoint(folder: Path, name: str) -> Path:
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / name / "config.json").write_text("{}")
    (folder / name / "model.safetensors").write_bytes(name.encode())
    return folder / name


@pytest.fixture
def models(tmp_path: Path) -> Path:
    checkpoint(tmp_path / "models", "hubert-genre-clf")
    checkpoint(tmp_path / "models", "ast-audioset")
    return tmp_path / "models"


def witness(pool: OnePool, cache: MemoryCache, models: Path, taxonomy: CompiledTaxonomy = TAXONOMY) -> EnsembleWitness:
    room = Room(pool, PathFinder(), lambda: 1_717_243_200.0)
    return EnsembleWitness(room, Checkpoints(models), cache, lambda: Reading(taxonomy.ensemble, taxonomy.translate))


def heard(asked: EnsembleWitness, song: Track) -> Observation:
    (observation,) = asked.observe([song], FreeBudget())
    return observation


def shares(observation: Observation, vocabulary: str = "ensemble") -> Mapping[str, float]:
    return {term.text: term.strength for term in observation.terms if term.vocabulary == vocabulary}


def test_the_parts_are_fused_and_kept(pool: OnePool, cache: MemoryCache, models: Path, song: Track) -> None:
    observation = heard(witness(pool, cache, models), song)

    assert next(iter(shares(observation))) == "Country"
    assert {"Country", "Bluegrass", "House", "Hip-Hop"} <= set(shares(observation))
    assert (observation.subject, observation.outcome) == (file_key(song), Outcome.USABLE)
    kept = {name: observation.facts[name] for name in NAMES}
    assert kept == {
        "model": {"country": 0.5, "hiphop": 0.5},
        "instruments": "Music=0.5|Violin, fiddle=0.05",
        "loudest": {"Music": 0.5, "Violin, fiddle": 0.05},
        "weights": {"model": 0.2, "instruments": 0.6, "features": 0.2},
        "missing": {},
        "heard": "on this computer, 3 windows",
    }
    assert observation.facts["features"] == {"bpm": 126.0, "loudness": -8.0, "four_on_the_floor": 0.95}


def test_the_worker_is_told_where_the_checkpoints_are(
    pool: OnePool, cache: MemoryCache, models: Path, song: Track
) -> None:
    heard(witness(pool, cache, models), song)
    (job,) = pool.jobs
    assert (job.group, job.options["model"], job.options["instruments"]) == (
        "ensemble",
        str(models / "hubert-genre-clf"),
        str(models / "ast-audioset"),
    )
    assert job.options["features"] in {"essentia", "numpy"}


def test_features_measured_before_are_not_measured_again(
    pool: OnePool, cache: MemoryCache, models: Path, song: Track
) -> None:
    cache.record([Observation(file_key(song), "features", Outcome.USABLE, facts=FEATURES)])
    pool.facts["features"] = None
    observation = heard(witness(pool, cache, models), song)
    assert pool.jobs[0].options["features"] == ""
    assert observation.facts["weights"]["features"] == pytest.approx(0.2)


def test_electronic_genres_are_read_from_the_taggers_music_classes(
    pool: OnePool, cache: MemoryCache, models: Path, song: Track
) -> None:
    pool.facts |= {"instruments": {"Music": 0.3, "Techno": 0.24, "House music": 0.06, "Wedding music": 0.2}}
    observation = heard(witness(pool, cache, models), song)
    assert shares(observation, "audioset") == {"Techno": 0.8, "House music": 0.2}
    assert next(iter(shares(observation))) == "Techno"


def test_a_missing_part_is_named_and_its_share_handed_on(
    pool: OnePool, cache: MemoryCache, tmp_path: Path, song: Track
) -> None:
    own = tmp_path / "own"
    checkpoint(own, "ast-audioset")
    pool.facts |= {"model": None, "features": None, "failed": {"features": "ImportError: soxr"}}
    asked = witness(pool, cache, own)
    observation = heard(asked, song)

    assert observation.facts["weights"] == {"instruments": 1.0}
    assert observation.facts["missing"]["features"] == "ImportError: soxr"
    assert "hf download danilotpnta/HuBERT-Genre-Clf" in observation.facts["missing"]["model"]
    assert "without: features, genre model" in observation.facts["heard"]
    assert asked.unavailable() is None
    assert "without the genre model" in asked.limits()


def test_without_either_model_both_are_named(pool: OnePool, cache: MemoryCache, tmp_path: Path) -> None:
    why = str(witness(pool, cache, tmp_path / "nothing").unavailable())
    for word in ("ENSEMBLE_TAGGER_MODEL_PATH", "ENSEMBLE_GENRE_MODEL_PATH", "hf download MIT/ast-finetuned-audioset"):
        assert word in why


def test_without_torch_the_extra_is_named(
    pool: OnePool, cache: MemoryCache, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rekurate.audio.witness.find_spec", lambda name: None if name == "torch" else object())
    asked = witness(pool, cache, models)
    why = asked.unavailable()
    assert why == 'torch not installed: in the folder of the checkout, uv tool install "rekurate[audio,ensemble] @ ."'


def test_speech_is_weak_evidence(pool: OnePool, cache: MemoryCache, models: Path, song: Track) -> None:
    pool.facts |= {"instruments": {"Speech": 0.6, "Music": 0.1}}
    observation = heard(witness(pool, cache, models), song)
    assert (observation.outcome, observation.message) == (Outcome.WEAK, "it sounds like speech, not like music")


def test_other_rules_fuse_what_was_heard_without_listening_again(
    pool: OnePool, cache: MemoryCache, models: Path, song: Track, tmp_path: Path
) -> None:
    first = witness(pool, cache, models)
    cache.record([heard(first, song)])
    own = tmp_path / "own"
    own.mkdir()
    (own / "instruments.toml").write_text("[fusion]\nmodel = 0.0\ninstruments = 0.0\nfeatures = 1.0")
    other = witness(pool, cache, models, compile_folders(data_folder("taxonomy"), own))
    again = heard(other, song)

    assert len(pool.jobs) == 1
    assert first.version.rpartition("/")[0] == other.version.rpartition("/")[0]
    assert first.version != other.version == again.version
    assert (set(shares(again)), again.facts["weights"]["features"]) == ({"House", "Disco", "Techno"}, 1.0)
    heard(other.refreshing(), song)
    assert len(pool.jobs) == 2


def test_another_recording_in_its_place_is_heard_even_by_other_rules(
    pool: OnePool, cache: MemoryCache, models: Path, song: Track, tmp_path: Path
) -> None:
    cache.record([heard(witness(pool, cache, models), song)])
    (tmp_path / "song.mp3").write_bytes(b"\xff\xfb\x90\x00" + b"another" * 1000)
    own = tmp_path / "own"
    own.mkdir()
    (own / "instruments.toml").write_text("[fusion]\nmodel = 0.9")
    heard(witness(pool, cache, models, compile_folders(data_folder("taxonomy"), own)), song)
    assert len(pool.jobs) == 2


def test_other_weights_are_another_version(pool: OnePool, cache: MemoryCache, models: Path) -> None:
    asked = witness(pool, cache, models)
    before = asked.version
    (models / "ast-audioset" / "model.safetensors").write_bytes(b"fine-tuned")
    assert asked.version != before
    assert "softmax/win3" in before


def test_a_tagged_term_is_read_as_the_genre_it_names() -> None:
    for genre in ("Country", "Bluegrass", "Hip-Hop", "House", "Drum & Bass", "R&B"):
        assert TAXONOMY.translate(Term("ensemble", genre)) == ((genre, 1.0),)
