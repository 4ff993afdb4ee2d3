"""A path that a person typed, as the computer means it."""

from pathlib import Path

from rekurate.errors import BadRequest


def typed_path(path: Path) -> Path:
    """Return the absolute path.

    Raises BadRequest for the home of nobody, and for a path from a folder that is gone.
    """
    try:
        return path.expanduser().absolute()
    except RuntimeError as error:
        raise BadRequest(f"{path}: nobody here has that home folder. Write the whole path.") from error
    except OSError as error:
        raise BadRequest(f"{path}: the folder this was started in is gone. Write the whole path.") from error
