import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.graphs_by_hand import tiny_graph, tiny_onnx
from tests.support.weights_server import FilesLine

from rekurate.audio.models import MODELS, Model, ModelFile, ModelShelf
from rekurate.errors import BadRequest, ConfigError, NotConfigured, ProviderError

PLAIN, FROZEN, HEAD = b"plain weights", b"frozen weights", b"head weights"


def known(name: str, data: bytes, *, hashed: bool = True) -> ModelFile:
    return ModelFile(name, f"folder/{name}", len(data), hashlib.sha256(data).hexdigest() if hashed else "")


FIRST = Model("effnet", "for everyone", known("plain.onnx", PLAIN))
SECOND = Model("effnet-tensorflow", "for some", known("frozen.pb", FROZEN, hashed=False), known("head.pb", HEAD))


@pytest.fixture(autouse=True)
def small_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rekurate.audio.models.shelf.MODELS", (FIRST, SECOND))


def shelf(tmp_path: Path, own: Path | None = None) -> ModelShelf:
    line = FilesLine({"plain.onnx": PLAIN, "frozen.pb": FROZEN, "head.pb": HEAD})
    return ModelShelf(tmp_path / "models", lambda: line, lambda: 0.0, own)


def states(kept: ModelShelf) -> dict[str, tuple[str, bool]]:
    return {file.file: (file.state, file.used) for file in kept.files()}


def quiet(have: int, total: int) -> None:
    assert have <= total


def short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def test_an_empty_shelf_chooses_nothing_and_says_what_to_do(tmp_path: Path) -> None:
    empty = shelf(tmp_path)
    assert empty.chosen() is None
    assert "rekurate models fetch" in empty.why_none()
    assert states(empty) == dict.fromkeys(("plain.onnx", "frozen.pb", "head.pb"), ("missing", False))
    assert not (tmp_path / "models").exists()


def test_fetched_weights_are_used_and_named_by_their_hash(tmp_path: Path) -> None:
    kept = shelf(tmp_path)
    kept.fetch(FIRST, quiet)
    chosen = kept.chosen()

    assert chosen is not None
    assert (chosen.backbone.name, chosen.head, chosen.digest, chosen.runtime) == (
        "plain.onnx",
        None,
        short(PLAIN),
        "onnxruntime",
    )
    assert states(kept)["plain.onnx"] == ("ok", True)


def test_a_hash_nobody_published_is_recorded_at_the_first_fetch_and_checked_from_then_on(tmp_path: Path) -> None:
    kept = shelf(tmp_path)
    kept.fetch(SECOND, quiet)
    chosen = kept.chosen()
    assert chosen is not None
    assert chosen.digest == f"{short(FROZEN)}+{short(HEAD)}"
    assert states(kept) == {"plain.onnx": ("missing", False), "frozen.pb": ("recorded", True), "head.pb": ("ok", True)}

    (tmp_path / "models" / "frozen.pb").write_bytes(FROZEN[::-1])
    assert states(kept)["frozen.pb"] == ("changed", True)


def test_fetching_the_default_again_goes_back_to_it(tmp_path: Path) -> None:
    kept = shelf(tmp_path)
    kept.fetch(SECOND, quiet)
    kept.fetch(FIRST, quiet)
    chosen = kept.chosen()
    assert chosen is not None
    assert chosen.backbone.name == "plain.onnx"


def test_what_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    kept = shelf(tmp_path)
    kept.fetch(FIRST, quiet)
    offline = ModelShelf(tmp_path / "models", lambda: FilesLine({}), lambda: 0.0)
    offline.fetch(FIRST, quiet)
    with pytest.raises(ProviderError):
        offline.fetch(SECOND, quiet)


def test_damaged_and_half_fetched_files_are_told_apart(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "plain.onnx").write_bytes(PLAIN[:-1] + b"x")
    (folder / "frozen.pb").write_bytes(b"short")
    (folder / "head.pb.part").write_bytes(HEAD[:3])
    assert [state for state, _ in states(shelf(tmp_path)).values()] == ["changed", "size", "partial"]


def test_weights_of_ones_own_are_looked_into_before_they_are_used(tmp_path: Path) -> None:
    kept = shelf(tmp_path)
    mine = tmp_path / "mine.onnx"
    mine.write_bytes(tiny_onnx(400))
    kept.use(mine)
    chosen = ModelShelf(tmp_path / "models", None, lambda: 0.0).chosen()
    assert chosen is not None
    assert chosen.backbone == mine

    mine.unlink()
    assert kept.chosen() is None
    assert str(mine) in kept.why_none()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("mine.onnx", tiny_onnx(50), "400 classes"),
        ("mine.onnx", b"<html>", "not a model"),
        ("mine.onnx", tiny_onnx(400)[:40], "not a model"),
        ("mine.pb", b"", "not a model"),
        ("mine.h5", b"weights", "give an .onnx or a .pb"),
        ("mine.onnx", None, "cannot be read"),
    ],
)
def test_what_is_no_such_model_is_refused(tmp_path: Path, name: str, data: bytes | None, said: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(BadRequest, match=said):
        shelf(tmp_path).use(tmp_path / name)
    assert shelf(tmp_path).chosen() is None


def test_a_backbone_needs_a_head_of_400_classes(tmp_path: Path) -> None:
    for name, width in (("mine.onnx", 1280), ("head.onnx", 400), ("other.onnx", 7)):
        (tmp_path / name).write_bytes(tiny_onnx(width))
    kept = shelf(tmp_path)
    with pytest.raises(BadRequest, match="--head"):
        kept.use(tmp_path / "mine.onnx")
    with pytest.raises(BadRequest, match=r"other\.onnx"):
        kept.use(tmp_path / "mine.onnx", tmp_path / "other.onnx")
    assert "+" in kept.use(tmp_path / "mine.onnx", tmp_path / "head.onnx").digest


@pytest.mark.parametrize(
    ("backbone", "head", "said"),
    [
        ("head.pb", None, r"head\.pb is not a backbone of Discogs-EffNet: it takes serving_default_model_Placeholder"),
        ("other.pb", None, r"other\.pb is not a backbone"),
        ("head.onnx", None, r"head\.onnx is not a backbone"),
        ("backbone.pb", "other.pb", r"other\.pb is not the genre_discogs400 head"),
        ("backbone.pb", "backbone.pb", r"backbone\.pb is not the genre_discogs400 head"),
        ("narrow.onnx", "head.pb", r"narrow\.onnx does not answer 1280"),
    ],
)
def test_a_model_is_refused_in_another_ones_place(tmp_path: Path, backbone: str, head: str | None, said: str) -> None:
    takes = {"head": b"serving_default_model_Placeholder", "other": b"model/Placeholder"}
    for name in ("backbone", "head", "other"):
        (tmp_path / f"{name}.pb").write_bytes(tiny_graph(takes.get(name, b"serving_default_melspectrogram")))
    (tmp_path / "head.onnx").write_bytes(tiny_onnx(400, 1280))
    (tmp_path / "narrow.onnx").write_bytes(tiny_onnx(400))
    kept = shelf(tmp_path)

    with pytest.raises(BadRequest, match=said):
        kept.use(tmp_path / backbone, tmp_path / head if head else None)
    assert kept.chosen() is None
    assert "+" in kept.use(tmp_path / "backbone.pb", tmp_path / "head.pb").digest


def test_the_settings_win(tmp_path: Path) -> None:
    own = tmp_path / "own.pb"
    own.write_bytes(tiny_graph(b"serving_default_melspectrogram"))
    kept = shelf(tmp_path, own)
    kept.fetch(FIRST, quiet)
    chosen = kept.chosen()
    assert chosen is not None
    assert (chosen.backbone, chosen.runtime) == (own, "essentia")


def test_weights_of_the_settings_that_are_no_model_are_not_run_and_nothing_else_is(tmp_path: Path) -> None:
    own = tmp_path / "own.pb"
    kept = shelf(tmp_path, own)
    kept.fetch(FIRST, quiet)
    assert "own.pb is not there" in kept.why_none()
    own.write_bytes(b"<html>not found</html>")
    assert kept.chosen() is None
    assert "EFFNET_MODEL_PATH: own.pb is not a model file" in kept.why_none()
    own.write_bytes(tiny_graph(b"serving_default_melspectrogram"))
    assert kept.lost() is None


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> set[Path]:
    """Files that may not be opened; root in a container may open anything, so permissions cannot be tested."""
    names: set[Path] = set()
    really = Path.open

    def opened(path: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if path in names or (path.parent in names and "w" in mode):
            raise PermissionError(13, "Permission denied", str(path))
        return really(path, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", opened)
    return names


@pytest.mark.parametrize("how", ["fetched", "used"])
def test_weights_that_may_not_be_read_are_named_and_keep_nothing_else_from_working(
    tmp_path: Path, locked: set[Path], how: str
) -> None:
    kept = shelf(tmp_path)
    kept.fetch(FIRST, quiet)
    weights = tmp_path / "models" / "plain.onnx"
    if how == "used":
        weights = tmp_path / "mine.onnx"
        weights.write_bytes(tiny_onnx(400))
        kept.use(weights)
    locked.add(weights)

    assert kept.chosen() is None
    assert str(weights) in str(kept.lost())
    assert "may not be read" in kept.why_none()
    assert states(kept)["plain.onnx"][0] == ("unreadable" if how == "fetched" else "ok")


def test_a_folder_that_cannot_be_written_names_its_setting(tmp_path: Path, locked: set[Path]) -> None:
    kept = shelf(tmp_path)
    kept.accept("CC BY-NC-SA 4.0")
    locked.add(tmp_path / "models")
    for write in (lambda: kept.fetch(FIRST, quiet), lambda: kept.accept("another")):
        with pytest.raises(ConfigError, match=r"Permission denied.*REKURATE_MODELS_DIR"):
            write()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"used": {"backbone": "/nowhere.onnx"}}'])
def test_a_damaged_record_is_no_reason_to_fail(tmp_path: Path, text: str) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "models.json").write_text(text, encoding="utf-8")
    assert shelf(tmp_path).chosen() is None


def test_an_accepted_licence_is_remembered_with_its_date(tmp_path: Path) -> None:
    kept = shelf(tmp_path)
    assert not kept.accepted("CC BY-NC-SA 4.0")
    kept.accept("CC BY-NC-SA 4.0")
    assert shelf(tmp_path).accepted("CC BY-NC-SA 4.0")
    record = json.loads((tmp_path / "models" / "models.json").read_text(encoding="utf-8"))
    assert record == {"licences": {"CC BY-NC-SA 4.0": "1970-01-01T00:00:00+00:00"}}


def test_no_way_to_the_publisher_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotConfigured):
        ModelShelf(tmp_path, None, lambda: 0.0).fetch(FIRST, quiet)


def test_the_registry_is_of_one_publisher_and_no_file_is_bundled() -> None:
    for model in MODELS:
        for file in model.files:
            assert not file.path.startswith(("http", "/"))
            assert file.path.endswith("/" + file.name)
            assert file.sha256 == "" or len(bytes.fromhex(file.sha256)) == 32
    package = Path(__file__).parents[2] / "src"
    assert [path for path in package.rglob("*") if path.suffix in (".onnx", ".pb")] == []
