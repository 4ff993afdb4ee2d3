"""Find names that look like misspelt settings: such a setting has no effect, and nothing else would say so."""

from collections.abc import Iterable
from typing import Final

from rekurate.config.table import SETTINGS

_OURS: Final = ("REKURATE_", "REKORDBOX_")
_NAMES: Final = frozenset(setting.name for setting in SETTINGS)
_BEGINNINGS: Final = frozenset(name[:4] for name in _NAMES)
"""Only names that begin like a setting are compared, to save time: an environment has a hundred names."""
_NEAR: Final = 0.82
"""How similar a name must be. LASTFM_KEY is similar enough; REPLICATE_HOME, which another program reads, is not."""


def misspelt(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that look like ours and are not, in alphabetical order."""
    odd = sorted(name for name in names if name not in _NAMES and name.upper()[:4] in _BEGINNINGS)
    return tuple(name for name in odd if name.startswith(_OURS) or meant(name))


def meant(name: str) -> str:
    """Return the setting that was probably meant, or ""."""
    import difflib  # noqa: PLC0415 - loaded on first use: hardly anybody misspells

    near = difflib.get_close_matches(name.upper(), _NAMES, n=1, cutoff=_NEAR)
    return near[0] if near else ""
