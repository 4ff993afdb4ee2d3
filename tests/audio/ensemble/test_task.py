"""The worker's side, with tiny random models of the real architectures."""

import json
import shutil
import socket
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from tests.support.budgets import FreeBudget
from tests.support.checkpoints import GTZAN, NEEDS_TORCH, SOUNDS, ast, hubert

from rekurate.audio import Job, WorkerPool
from rekurate.errors import AudioError

pytestmark = [NEEDS_TORCH, pytest.mark.filterwarnings("ignore:At least one mel filter")]  # of the AST extractor itself


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    hubert(folder / "genre")
    ast(folder / "tagger")
    hubert(folder / "numbered", ())
    (folder / "broken").mkdir()
    (folder / "broken" / "config.json").write_text("{}")
    return folder


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> str:
    from tests.support.renders import stereo, track, write  # noqa: PLC0415 - needs numpy

    return str(write(tmp_path_factory.mktemp("music") / "song.wav", stereo(track("house", 126, 45))))


def analyze(path: str, **options: Any) -> Any:
    from rekurate.audio.ensemble.task import analyze as run  # noqa: PLC0415 - needs numpy

    return run(path, options)


def test_both_models_hear_three_windows_and_answer_probabilities(models: Path, song: str) -> None:
    facts = analyze(song, model=str(models / "genre"), instruments=str(models / "tagger"), features="numpy")

    assert (set(facts["model"]), set(facts["instruments"])) == (set(GTZAN), set(SOUNDS))
    for part in ("model", "instruments"):
        assert sum(facts[part].values()) == pytest.approx(1.0, abs=1e-3)  # softmax over all classes
    assert (facts["windows"], facts["failed"], facts["seconds"]) == (3, {}, 45.0)
    assert facts["features"]["onset_rate"] > 0
    assert json.dumps(facts, allow_nan=False)


def test_the_same_file_gives_the_same_answer(models: Path, song: str) -> None:
    asked = {"model": str(models / "genre"), "instruments": str(models / "tagger")}
    assert analyze(song, **asked) == analyze(song, **asked)


def test_one_model_goes_on_without_the_other_and_says_so(models: Path, song: str) -> None:
    facts = analyze(song, model=str(models / "broken"), instruments=str(models / "tagger"))
    assert (facts["model"], set(facts["instruments"]), list(facts["failed"])) == (None, set(SOUNDS), ["model"])


def test_a_checkpoint_that_only_numbers_its_classes_is_no_use(models: Path, song: str) -> None:
    with pytest.raises(AudioError, match="numbers its classes") as error:
        analyze(song, model=str(models / "numbered"))
    assert error.value.reason == "no_model"


@pytest.mark.parametrize("kept", [100, 0.5])
def test_weights_that_were_cut_off_are_a_part_that_is_missing(
    models: Path, song: str, tmp_path: Path, kept: float
) -> None:
    cut = shutil.copytree(models / "genre", tmp_path / "cut")
    weights = cut / "model.safetensors"
    data = weights.read_bytes()
    weights.write_bytes(data[: int(kept if kept > 1 else len(data) * kept)])

    facts = analyze(song, model=str(cut), instruments=str(models / "tagger"))

    assert (facts["model"], list(facts["failed"])) == (None, ["model"])


def test_a_short_file_is_one_window(models: Path, tmp_path: Path) -> None:
    from tests.support.renders import stereo, track, write  # noqa: PLC0415 - needs numpy

    short = write(tmp_path / "short.wav", stereo(track("house", 126, 4)))
    assert analyze(str(short), model=str(models / "genre"))["windows"] == 1


def test_silence_is_not_classified(models: Path, tmp_path: Path) -> None:
    import numpy as np  # noqa: PLC0415 - collected without it too
    from tests.support.renders import write  # noqa: PLC0415 - needs numpy

    path = write(tmp_path / "silence.wav", np.zeros((44_100 * 20, 2), np.float32))
    with pytest.raises(AudioError) as error:
        analyze(str(path), model=str(models / "genre"))
    assert error.value.reason == "silent"


def test_a_worker_process_runs_it_within_its_limits(models: Path, song: str) -> None:
    pool = WorkerPool(1)
    how = "essentia" if find_spec("essentia") else "numpy"  # beside torch, in one process
    options = {"model": str(models / "genre"), "instruments": str(models / "tagger"), "features": how}
    jobs = [Job("rekurate.audio.ensemble.task:analyze", song, options, "ensemble")]
    (done,) = pool.run(jobs, FreeBudget())
    pool.close()
    assert done.failure is None
    assert done.facts is not None
    assert set(done.facts["model"]) == set(GTZAN)
    assert done.facts["failed"] == {}
    assert done.facts["features"]["sounds_like"] == "music"


def test_nothing_is_ever_fetched(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is not there must not be taken for the name of a model somewhere else."""
    from rekurate.audio.ensemble.classifiers import classifier  # noqa: PLC0415 - needs numpy

    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *where: asked.append(where))
    monkeypatch.setattr(socket.socket, "connect", lambda _, where: asked.append(where))
    with pytest.raises(OSError, match="holds no checkpoint"):
        classifier("MIT/ast-finetuned-audioset-10-10-0.4593")
    with pytest.raises((OSError, ValueError)):
        classifier(str(models / "broken"))
    classifier.cache_clear()
    classifier(str(models / "genre"))
    classifier(str(models / "tagger"))
    assert asked == []
