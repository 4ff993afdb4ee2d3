"""Make a damaged file readable: replace what no XML may hold, and count every replacement.

libxml2's own recover mode is not enough: it lets control characters through as they are, drops "&" without a word, and
a lone surrogate makes its text undecodable. Here damage inside values is mended first; damage to the structure still
stops the parse.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from rekurate.rekordbox.characters import FORBIDDEN, REPLACED, is_writable

_AMPERSAND: Final = re.compile(r"&(?:#0{0,9}(\d{1,7});|#[xX]0{0,9}([0-9a-fA-F]{1,6});|(?:amp|lt|gt|quot|apos);|)")
_LONGEST_REFERENCE: Final = 20
"""Characters kept back at the end of a chunk, so that no reference is cut in two."""


class Mender:
    """Reads a binary file as XML text without forbidden characters; `count` tells how many places it mended."""

    def __init__(self, file: BinaryIO) -> None:
        self.count = 0
        self._file = file

    def chunks(self, size: int) -> Iterator[bytes]:
        """Yield the mended file as UTF-8."""
        decode = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape").decode
        kept = ""
        while block := self._file.read(size):
            text = kept + decode(block)
            cut = text.rfind("&", max(0, len(text) - _LONGEST_REFERENCE))
            cut = len(text) if cut < 0 else cut
            kept = text[cut:]
            yield self._mend(text[:cut])
        yield self._mend(kept + decode(b"", final=True))

    def _mend(self, text: str) -> bytes:
        text, forbidden = FORBIDDEN.subn(REPLACED, text)
        self.count += forbidden
        return _AMPERSAND.sub(self._reference, text).encode()

    def _reference(self, found: re.Match[str]) -> str:
        if found.group() == "&":
            self.count += 1
            return "&amp;"
        if not found[1] and not found[2]:
            return found.group()
        code = int(found[1]) if found[1] else int(found[2], 16)
        if is_writable(code):
            return found.group()
        self.count += 1
        return REPLACED
