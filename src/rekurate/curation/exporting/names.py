"""Names for what an export makes, none of them taken yet: the new file, and the dated playlist in it."""

import os
from datetime import datetime
from pathlib import Path

from rekurate.curation.desk import Desk
from rekurate.errors import BadRequest, ExportError
from rekurate.places import is_folder


def new_file(desk: Desk, output_path: str | None) -> Path:
    """Return the path of a file that is not there yet.

    `output_path` is that file, or a folder for one; None is the exports folder of the settings, which is made if need
    be. Raises BadRequest for a path that is none or not absolute, ExportError for a file that exists and for an
    exports folder that cannot be made.
    """
    name = f"rekurate-{_local_time(desk):%Y%m%d-%H%M%S}"
    if output_path is None:
        try:
            desk.exports.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(
                f"The exports folder {desk.exports} cannot be made: {error.strerror}. Nothing was written. Name an "
                "`output_path`, or set REKURATE_HOME to a folder you may write to."
            ) from error
        return _free(desk.exports, name)
    try:
        output = Path(output_path).expanduser()
    except (RuntimeError, ValueError) as error:
        raise BadRequest(
            f"output_path {output_path[:200]!r} is no path ({error}). Nothing was written; name an absolute one "
            f"or leave it out to write to {desk.exports}."
        ) from error
    if "\0" in output_path or not output.is_absolute():
        raise BadRequest(
            f"output_path {output_path[:200]!r} must be absolute, such as {desk.exports / 'genres.xml'}. Nothing "
            "was written; leave it out to write there."
        )
    if is_folder(output):
        return _free(output, name)
    if os.path.lexists(output):  # the writer refuses too, but only a plan for a new file can be settled after a crash
        raise ExportError(f"{output} exists and is never overwritten. Nothing was written; name a new file.")
    return output


def new_playlist(desk: Desk, library_id: str) -> str:
    """Return a dated name that no playlist of an earlier export has: an import would replace that playlist."""
    name = dated = f"Rekurate {_local_time(desk):%Y-%m-%d %H.%M}"
    taken = {record.playlist for record in desk.store.exports.records(library_id) if record.state != "abandoned"}
    number = 1
    while name in taken:
        number += 1
        name = f"{dated} ({number})"
    return name


def _free(folder: Path, name: str) -> Path:
    path, number = folder / f"{name}.xml", 1
    while os.path.lexists(path):
        number += 1
        path = folder / f"{name}-{number}.xml"
    return path


def _local_time(desk: Desk) -> datetime:
    """Return the time on the person's own clock, for they look for these names."""
    return datetime.fromtimestamp(desk.clock()).astimezone()
