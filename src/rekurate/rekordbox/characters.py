"""Which characters XML can hold, and what stands in the place of one that it cannot, or that was damaged."""

import re
from typing import Final

REPLACED: Final = "\ufffd"
"""Unicode's own sign for a character that could not be read."""
FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters and lone surrogates; the latter also stand for bytes that are no UTF-8 (`surrogateescape`)."""
_LAST_CODE: Final = 0x10FFFF


def unwritable(text: str) -> str | None:
    """Return the first character of `text` that XML cannot hold, or None."""
    found = FORBIDDEN.search(text)
    return found.group() if found else None


def is_writable(code: int) -> bool:
    """Whether there is a character of this number, and XML can hold it."""
    return code <= _LAST_CODE and not FORBIDDEN.match(chr(code))
