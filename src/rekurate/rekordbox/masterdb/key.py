"""The key of master.db: one for all of Rekordbox 6 and 7, carried by pyrekordbox.

It is never logged, stored or shown. pyrekordbox is not imported for it: that takes 0.7 s and 70 MB, installs a log
handler and turns on every DeprecationWarning of the process. Its two constants are read from its source instead; only
when they have moved is the package imported, and its side effects undone.
"""

import ast
import base64
import logging
import warnings
import zlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from rekurate.errors import LibraryError


@cache
def database_key() -> str:
    """Return the SQLCipher passphrase. Raises LibraryError when pyrekordbox does not carry it where we look."""
    try:
        return _key_from_source()
    except (OSError, LookupError, ValueError, SyntaxError, zlib.error):
        return _key_from_import()


def _key_from_source() -> str:
    spec = find_spec("pyrekordbox")
    if spec is None or not spec.submodule_search_locations:
        raise LookupError("pyrekordbox")
    folder = Path(spec.submodule_search_locations[0])
    blob = _constant(folder / "masterdb" / "database.py", "BLOB")
    mask = _constant(folder / "utils.py", "BLOB_KEY")
    data = base64.b85decode(blob)
    return zlib.decompress(bytes(byte ^ mask[index % len(mask)] for index, byte in enumerate(data))).decode()


def _constant(source: Path, name: str) -> bytes:
    """Return a module's bytes constant without running the module."""
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{name} ="):
            value = ast.literal_eval(line.partition("=")[2].strip())
            if isinstance(value, bytes):
                return value
    raise LookupError(name)


def _key_from_import() -> str:
    logger = logging.getLogger("pyrekordbox")
    handlers, level = list(logger.handlers), logger.level
    try:
        with warnings.catch_warnings():
            from pyrekordbox.masterdb.database import BLOB  # noqa: PLC0415 - heavy; only when the source has moved
            from pyrekordbox.utils import deobfuscate  # noqa: PLC0415 - as above
        return str(deobfuscate(BLOB))
    except Exception as error:
        raise LibraryError(
            "The installed pyrekordbox does not carry the database key where it is expected. "
            "Install pyrekordbox 0.5, or name an exported XML in REKORDBOX_XML_PATH."
        ) from error
    finally:
        logger.handlers[:] = handlers
        logger.setLevel(level)
