"""Refuse folders of Rekordbox for what we write: nothing of ours may ever get in there."""

from pathlib import Path

from rekurate.errors import ConfigError
from rekurate.places import is_folder, resolved
from rekurate.rekordbox.folders import belongs_to_rekordbox


def refuse_rekordboxs_folders(home: Path, models: Path | None, database: Path | None) -> None:
    """Raise ConfigError, which names the setting, when `home` or `models` is inside a folder of Rekordbox.

    `database` is the setting: master.db, or its folder.
    """
    if database is not None and is_folder(database):
        database /= "master.db"
    for name, folder in (("REKURATE_HOME", home), ("REKURATE_MODELS_DIR", models)):
        if folder is not None and belongs_to_rekordbox(resolved(folder), database):
            raise ConfigError(
                f"{name}: {folder} belongs to Rekordbox, and nothing is ever written there. Name a folder of its own."
            )
