import hashlib
from pathlib import Path

import pytest
from tests.support.weights_server import FilesLine

from rekurate.audio.models.download import PIECE, Download
from rekurate.audio.models.registry import ModelFile
from rekurate.errors import ProviderError

DATA = bytes(range(256)) * (2 * PIECE // 256) + b"tail"
DIGEST = hashlib.sha256(DATA).hexdigest()
FILE = ModelFile("weights.onnx", "folder/weights.onnx", len(DATA), DIGEST)
URL = "https://publisher.example/folder/weights.onnx"


def fetch(line: FilesLine, target: Path, file: ModelFile = FILE) -> tuple[str, list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    way = Download(line, lambda have, total: told.append((have, total)), lambda: False)
    return way.fetch(URL, file, target), told


def test_a_file_arrives_in_pieces_and_is_checked(tmp_path: Path) -> None:
    line, target = FilesLine({"weights.onnx": DATA}), tmp_path / "models" / "weights.onnx"

    assert fetch(line, target) == (DIGEST, [(PIECE, len(DATA)), (2 * PIECE, len(DATA)), (len(DATA), len(DATA))])
    assert target.read_bytes() == DATA
    assert [path.name for path in target.parent.iterdir()] == ["weights.onnx"]


def test_a_killed_download_goes_on_where_it_was(tmp_path: Path) -> None:
    line, target = FilesLine({"weights.onnx": DATA}), tmp_path / "weights.onnx"
    line.fail_after = 2
    with pytest.raises(ConnectionResetError):
        fetch(line, target)
    assert not target.exists()

    line.fail_after = None
    line.asked.clear()
    assert fetch(line, target)[0] == DIGEST
    assert line.asked == [("weights.onnx", f"bytes={2 * PIECE}-{len(DATA) - 1}")]


def test_a_server_without_ranges_sends_the_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "weights.onnx"
    (tmp_path / "weights.onnx.part").write_bytes(b"an earlier start")

    assert fetch(FilesLine({"weights.onnx": DATA}, ranges=False), target)[0] == DIGEST
    assert target.read_bytes() == DATA


def test_a_finished_part_needs_no_request(tmp_path: Path) -> None:
    line, target = FilesLine({}), tmp_path / "weights.onnx"
    (tmp_path / "weights.onnx.part").write_bytes(DATA)

    assert fetch(line, target)[0] == DIGEST
    assert line.asked == []


@pytest.mark.parametrize("ranges", [True, False])
@pytest.mark.parametrize("served", [DATA[:-1] + b"x", DATA[: PIECE + 5], DATA + b"more", b"", None])
def test_what_is_not_the_announced_file_never_becomes_it(tmp_path: Path, served: bytes | None, ranges: bool) -> None:
    files = {} if served is None else {"weights.onnx": served}
    target = tmp_path / "weights.onnx"
    if served == DATA + b"more" and ranges:  # only the announced bytes are asked for
        assert fetch(FilesLine(files), target)[0] == DIGEST
        return
    with pytest.raises(ProviderError, match=r"weights\.onnx"):
        fetch(FilesLine(files, ranges=ranges), target)
    assert not target.exists()


def test_a_part_that_is_too_large_is_thrown_away(tmp_path: Path) -> None:
    target = tmp_path / "weights.onnx"
    (tmp_path / "weights.onnx.part").write_bytes(DATA + DATA)

    assert fetch(FilesLine({"weights.onnx": DATA}), target)[0] == DIGEST


def test_an_unknown_hash_is_reported_not_invented(tmp_path: Path) -> None:
    unknown = ModelFile("weights.onnx", "folder/weights.onnx", len(DATA), "")
    assert fetch(FilesLine({"weights.onnx": DATA}), tmp_path / "weights.onnx", unknown)[0] == DIGEST
