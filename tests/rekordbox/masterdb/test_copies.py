import errno
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from rekurate.errors import LibraryError
from rekurate.rekordbox.masterdb.copies import private_copy, sweep


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder for temporary files that the test can look into."""
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Write a file to copy."""
    path = tmp_path / "master.db"
    path.write_bytes(b"secret")
    return path


def test_a_copy_is_private_while_it_lives_and_gone_afterwards(temporary: Path, database: Path) -> None:
    with private_copy((database,)) as copy:
        assert copy.read_bytes() == b"secret"
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert list(temporary.iterdir()) == []


def test_a_copy_is_gone_after_an_error_too(temporary: Path, database: Path) -> None:
    def fail() -> None:
        with private_copy((database,)):
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert list(temporary.iterdir()) == []


def test_what_a_killed_process_left_is_swept_and_a_running_ones_copy_is_not(temporary: Path, database: Path) -> None:
    code = (
        "import os, sys, tempfile; tempfile.tempdir = sys.argv[1]\n"
        "from pathlib import Path\n"
        "from rekurate.rekordbox.masterdb.copies import private_copy\n"
        "with private_copy((Path(sys.argv[2]),)): os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(temporary), str(database)], check=False, env=_with_source())
    assert len(list(temporary.iterdir())) == 1
    with private_copy((database,)) as mine:
        assert list(temporary.iterdir()) == [mine.parent]
        assert sweep() == 0


def test_no_room_for_the_copy_is_an_error_with_a_next_step(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(LibraryError, match=r"Make room in .* or close Rekordbox"), private_copy((database,)):
        pass


def _with_source() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
