import argparse
import hashlib
import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.support.graphs_by_hand import tiny_onnx
from tests.support.weights_server import FilesLine

from rekurate.audio import EffnetWitness, ModelShelf, PathFinder, Room, WorkerPool
from rekurate.audio.models import Model, ModelFile
from rekurate.cli import models
from rekurate.errors import BadRequest, ConfigError

DATA = b"weights"
MODEL = Model("effnet", "a model", ModelFile("w.onnx", "folder/w.onnx", 7, hashlib.sha256(DATA).hexdigest()))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelShelf:
    monkeypatch.setattr("rekurate.audio.models.shelf.MODELS", (MODEL,))
    monkeypatch.setattr(models, "MODELS", (MODEL,))
    return ModelShelf(tmp_path / "models", lambda: FilesLine({"w.onnx": DATA}), lambda: 0.0)


def run(shelf: ModelShelf, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    models.add(parser)
    witness = EffnetWitness(Room(WorkerPool(1), PathFinder(), lambda: 0.0), shelf)
    return models.run(lambda: SimpleNamespace(witnesses={"effnet": witness}), parser.parse_args(arguments))


def test_the_list_says_what_is_missing_and_how_to_get_it(shelf: ModelShelf, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(shelf) == 0
    said = capsys.readouterr().out
    assert "w.onnx: not here" in said
    assert "rekurate models fetch" in said


def test_nothing_is_fetched_before_the_licence_was_shown_and_accepted(
    shelf: ModelShelf, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(BadRequest, match="--accept-licence"):
        run(shelf, "fetch")
    assert "NonCommercial" in capsys.readouterr().out

    monkeypatch.setattr("sys.stdin", Terminal("no\n"))
    with pytest.raises(BadRequest, match="nothing was fetched"):
        run(shelf, "fetch")
    assert shelf.chosen() is None
    assert not shelf.accepted("CC BY-NC-SA 4.0")


@pytest.mark.parametrize("how", ["typed", "option"])
def test_an_accepted_licence_fetches_checks_and_uses(
    shelf: ModelShelf, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(" Yes \n"))
    assert run(shelf, "fetch", *(["--accept-licence"] if how == "option" else [])) == 0
    said = capsys.readouterr().out
    assert "w.onnx: whole, as published" in said
    assert ("Type yes" in said) == (how == "typed")
    assert run(shelf, "check") == 0
    assert "<- in use" in capsys.readouterr().out

    (shelf.folder / "w.onnx").unlink()
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(shelf, "fetch") == 0  # accepted before


def test_a_changed_file_fails_the_check(shelf: ModelShelf, capsys: pytest.CaptureFixture[str]) -> None:
    run(shelf, "fetch", "--accept-licence")
    (shelf.folder / "w.onnx").write_bytes(b"WEIGHTS")
    for arguments in (("check",), ("fetch",)):
        capsys.readouterr()
        assert run(shelf, *arguments) == 1
        assert "CHANGED since it was published or fetched: remove it and fetch it again" in capsys.readouterr().out


def test_what_is_fetched_or_named_is_not_said_to_be_in_use_while_the_settings_name_another(
    shelf: ModelShelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine, other = tmp_path / "mine.onnx", tmp_path / "other.onnx"
    mine.write_bytes(tiny_onnx(400))
    other.write_bytes(tiny_onnx(400))
    set_by_hand = ModelShelf(shelf.folder, lambda: FilesLine({"w.onnx": DATA}), lambda: 0.0, mine)
    for arguments in (("use", str(other)), ("fetch", "--accept-licence")):
        assert run(set_by_hand, *arguments) == 0
        said = capsys.readouterr().out
        assert ("EFFNET_MODEL_PATH names other weights" in said, "In use" in said) == (True, False)


def test_using_what_is_no_model_is_refused(shelf: ModelShelf, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="cannot be read"):
        run(shelf, "use", str(tmp_path / "gone.onnx"))


def test_without_a_local_model_the_command_says_so() -> None:
    with pytest.raises(ConfigError):
        models.run(lambda: SimpleNamespace(witnesses={}), argparse.Namespace(action="list"))
