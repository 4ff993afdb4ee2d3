"""Where the data folders that ship with the package are: in a wheel, or in a source checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """Return the folder `name` ("taxonomy", "prompts", "demo") that ships with this package.

    A wheel carries `taxonomy/` and `prompts/` inside the package; a checkout has them at its top level.
    """
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parents[1] / name
