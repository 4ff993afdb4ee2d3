"""Keep what we write apart from Rekordbox: a folder of ours inside one of its own is refused at the start."""

from pathlib import Path

from rekurate.errors import ConfigError
from rekurate.places import is_folder, resolved
from rekurate.rekordbox.folders import belongs_to_rekordbox


def refuse_rekordboxs_folders(home: Path, models: Path | None, database: Path | None) -> None:
    """Raise ConfigError naming the setting when a folder we write to is Rekordbox's; `database` as it was named."""
    if database is not None and is_folder(database):
        database /= "master.db"
    for name, folder in (("REKURATE_HOME", home), ("REKURATE_MODELS_DIR", models)):
        if folder is not None and belongs_to_rekordbox(resolved(folder), database):
            raise ConfigError(
                f"{name}: {folder} belongs to Rekordbox, and nothing is ever written there. Name a folder of its own."
            )
