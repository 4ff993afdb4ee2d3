from pathlib import Path

import numpy as np
import pytest
from tests.support.essentia import NEEDS_ESSENTIA
from tests.support.graphs import onnx_backbone, onnx_head, tensorflow_backbone, tensorflow_head, weights
from tests.support.graphs_by_hand import tiny_onnx
from tests.support.renders import track, write

from rekurate.audio.effnet.graphs import runner
from rekurate.audio.effnet.protobuf import Graph, NotAModel, graph_of
from rekurate.audio.effnet.task import analyze
from rekurate.errors import AudioError

MADE = weights(embedding=64)
FULL = weights()
MEL = np.random.default_rng(1).random((16, 128, 96)).astype(np.float32) * 3


def by_hand(made: object, head: bool) -> np.ndarray:
    embeddings = np.maximum(0, MEL.mean(axis=1) @ made.embed)
    return 1 / (1 + np.exp(-(embeddings @ (made.head if head else made.classify))))


@pytest.mark.parametrize("batch", ["n", 1, 5, 16, 64])
def test_onnx_answers_the_same_at_any_batch_size(tmp_path: Path, batch: int | str) -> None:
    path = onnx_backbone(tmp_path / "model.onnx", MADE, batch)
    np.testing.assert_allclose(runner(str(path))(MEL), by_hand(MADE, head=False), atol=1e-5)


def test_a_head_reads_the_backbones_embeddings(tmp_path: Path) -> None:
    run = runner(str(onnx_backbone(tmp_path / "model.onnx", FULL)), str(onnx_head(tmp_path / "head.onnx", FULL)))
    np.testing.assert_allclose(run(MEL), by_hand(FULL, head=True), atol=1e-5)


@NEEDS_ESSENTIA
@pytest.mark.parametrize("batch", [1, 64])
def test_tensorflow_and_onnx_answer_the_same_on_the_same_weights(tmp_path: Path, batch: int) -> None:
    backbone = str(tensorflow_backbone(tmp_path / "model.pb", FULL, batch))
    head = str(tensorflow_head(tmp_path / "head.pb", FULL))
    onnx = str(onnx_backbone(tmp_path / "model.onnx", FULL))
    onnx_genres = str(onnx_head(tmp_path / "head.onnx", FULL))

    np.testing.assert_allclose(runner(backbone)(MEL), runner(onnx)(MEL), atol=1e-5)
    np.testing.assert_allclose(runner(backbone, head)(MEL), runner(onnx, onnx_genres)(MEL), atol=1e-5)


def test_a_model_of_other_classes_is_refused_with_its_shapes(tmp_path: Path) -> None:
    path = onnx_backbone(tmp_path / "other.onnx", weights(embedding=64, classes=50))
    with pytest.raises(ValueError, match=r"no output of 400 values: .*50"):
        runner(str(path))


@pytest.mark.parametrize("kind", ["classes", "damaged", "gone", "mute"])
def test_a_model_that_cannot_be_run_is_not_the_tracks_fault(tmp_path: Path, kind: str) -> None:
    model = tmp_path / "model.onnx"
    if kind == "damaged":
        model.write_bytes(bytes(1000))
    elif kind == "mute":
        model.write_bytes(tiny_onnx(400))
    elif kind == "classes":
        onnx_backbone(model, weights(embedding=64, classes=50))
    song = write(tmp_path / "song.wav", track("house", 126, 5))

    with pytest.raises(AudioError, match="fetch it anew") as error:
        analyze(str(song), {"backbone": str(model)})

    assert error.value.reason == "no_model"


def test_signatures_are_read_without_any_runtime(tmp_path: Path) -> None:
    onnx = graph_of(onnx_backbone(tmp_path / "model.onnx", MADE))
    frozen = graph_of(tensorflow_backbone(tmp_path / "model.pb", MADE))

    assert onnx == Graph("onnx", {"melspectrogram": (-1, 128, 96)}, {"activations": (-1, 400), "embeddings": (-1, 64)})
    assert (frozen.kind, frozen.inputs) == ("tensorflow", {"serving_default_melspectrogram": (64, 128, 96)})
    assert "PartitionedCall" in frozen.outputs


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
@pytest.mark.parametrize("suffix", [".onnx", ".pb"])
def test_half_a_model_is_no_model(tmp_path: Path, suffix: str, share: float) -> None:
    make = onnx_backbone if suffix == ".onnx" else tensorflow_backbone
    path = make(tmp_path / f"model{suffix}", MADE)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(NotAModel):
        graph_of(path)


@pytest.mark.parametrize("junk", [b"<html>not found</html>", bytes(100), b"\xff" * 100, b"\x07"])
def test_other_files_are_no_model(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(junk)
    with pytest.raises(NotAModel):
        graph_of(path)
