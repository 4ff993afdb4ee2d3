"""XML as Rekordbox writes it: its escapes, its line ends, and lines that break after sixty bytes of attributes.

Writing a real export's own values this way gives the export back byte for byte.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

EOL: Final = "\r\n"
_WRAP: Final = 60
"""Bytes of attributes after which a new line begins."""
_ESCAPES: Final = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&apos;"))


def element(name: str, attributes: Mapping[str, str], children: Sequence[str] = (), *, depth: int) -> str:
    """Return one element with its lines; `children` are finished elements."""
    indent = "  " * depth
    head = f"{indent}<{name}{_attributes(attributes, len(indent) + len(name) + 1)}"
    if not children:
        return f"{head}/>{EOL}"
    return f"{head}>{EOL}{''.join(children)}{indent}</{name}>{EOL}"


def document(root: str) -> bytes:
    """Return the whole file around its root element."""
    return f'<?xml version="1.0" encoding="UTF-8"?>{EOL}{EOL}{root}'.encode()


def _attributes(attributes: Mapping[str, str], column: int) -> str:
    written: list[str] = []
    length = 0
    for one in _written(attributes.items()):
        if length > _WRAP:
            written.append(EOL + " " * column)
            length = 0
        written.append(one)
        length += len(one.encode())
    return "".join(written)


def _written(pairs: Iterable[tuple[str, str]]) -> Iterable[str]:
    for name, value in pairs:
        text = value
        for plain, escaped in _ESCAPES:
            text = text.replace(plain, escaped)
        yield f' {name}="{text}"'
