import hashlib
import logging
import subprocess
import sys
import warnings

import pytest

from rekurate.errors import LibraryError
from rekurate.rekordbox.masterdb import key


def test_the_key_is_pyrekordboxs_own_and_costs_no_import_of_it() -> None:
    code = (
        "import sys, hashlib; from rekurate.rekordbox.masterdb.key import database_key\n"
        "print(hashlib.sha256(database_key().encode()).hexdigest(), 'pyrekordbox' in sys.modules)"
    )
    source = {"PYTHONPATH": ":".join(path for path in sys.path if path)}
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=source)
    digest, imported = out.stdout.split()
    assert digest == hashlib.sha256(key._key_from_import().encode()).hexdigest()
    assert imported == "False"


def test_importing_pyrekordbox_leaves_warnings_and_loggers_as_they_were() -> None:
    logger = logging.getLogger("pyrekordbox")
    before = list(warnings.filters), list(logger.handlers), logger.level
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyrekordbox"]:
        del sys.modules[name]
    assert key._key_from_import()
    assert (list(warnings.filters), list(logger.handlers), logger.level) == before


def test_when_the_constant_has_moved_the_package_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = key.database_key()

    def moved(*_: object) -> bytes:
        raise LookupError

    monkeypatch.setattr(key, "_constant", moved)
    key.database_key.cache_clear()
    assert key.database_key() == wanted


def test_no_key_at_all_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrekordbox", None)
    monkeypatch.setitem(sys.modules, "pyrekordbox.utils", None)
    monkeypatch.setitem(sys.modules, "pyrekordbox.masterdb.database", None)
    with pytest.raises(LibraryError, match=r"Install pyrekordbox 0\.5, or name an exported XML"):
        key._key_from_import()
