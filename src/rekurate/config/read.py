"""Read the settings: the only place that looks at the environment and at `.env` files.

A value comes from the environment, else from `.env` in the working folder, else from `.env` in Rekurate's own folder,
else from its default. What the working folder may not decide is in `rekurate.config.trust`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rekurate.config.apart import refuse_rekordboxs_folders
from rekurate.config.misspelt import misspelt
from rekurate.config.table import SETTINGS, Secret, Setting
from rekurate.config.trust import DoubtfulFile, Trusted, harmless
from rekurate.errors import ConfigError
from rekurate.model import ApprovalMode
from rekurate.places import is_file


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, parsed. No path is looked up here: whoever opens one says if it is not there."""

    database: Path | None
    xml: Path | None
    home: Path
    taxonomy: Path | None
    approval: ApprovalMode
    path_map: tuple[tuple[str, str], ...]
    contact: str
    discogs_token: Secret
    beatport_token_file: Path | None
    beatport_pages: bool
    lastfm_key: Secret
    bandcamp: bool
    discogs_url: str
    beatport_url: str
    beatport_site: str
    musicbrainz_url: str
    bandcamp_url: str
    lastfm_url: str
    audio_workers: int
    models: Path | None
    effnet_model: Path | None
    ensemble_genre_model: Path | None
    ensemble_tagger_model: Path | None
    replicate: bool
    replicate_token: Secret
    replicate_url: str
    replicate_version: str
    replicate_top_n: int
    replicate_timeout: int
    unknown: tuple[str, ...] = ()
    """Names that look like ours and are not: probably misspelt."""
    broken: tuple[str, ...] = ()
    """Lines of `.env` files that cannot be read: "PATH, line 3"."""

    def shown(self) -> tuple[tuple[str, str], ...]:
        """Return every setting that differs from its default, by name, as a person may see it; secrets hidden."""
        pairs = ((setting, getattr(self, setting.field)) for setting in SETTINGS)
        set_ones = ((setting, value) for setting, value in pairs if value != setting.parse(setting.default))
        return tuple((one.name, "set" if isinstance(value, Secret) else str(value)) for one, value in set_ones)

    @property
    def store(self) -> Path:
        """Our one SQLite file."""
        return self.home / "rekurate.sqlite"

    @property
    def exports(self) -> Path:
        """Folder of new XML files when no path is named."""
        return self.home / "exports"

    @property
    def model_folder(self) -> Path:
        """Folder of fetched model weights."""
        return self.models or self.home / "models"


def read_settings(environment: Mapping[str, str], folder: Path) -> Settings:
    """Read the settings from `environment` (such as `os.environ`) and the `.env` files; `folder` is where we run.

    Raises ConfigError naming the setting, where its value was found, and what it may be.
    """
    broken: dict[str, None] = {}
    given = _given(environment)
    own_home = _own_home(given)
    trusted = Trusted(given, _dotenv(own_home / ".env", broken) if own_home else {})
    here = DoubtfulFile(folder / ".env", _dotenv(folder / ".env", broken))
    home = _home({**here.values, **given})
    if home == own_home:
        values = {**trusted.home, **harmless((here,), trusted), **given}
    else:  # only the working folder names this home: what is in it may be an agent's as well
        there = DoubtfulFile(home / ".env", _dotenv(home / ".env", broken))
        values = {**harmless((there, here), trusted), **given}
    parsed: dict[str, Any] = {setting.field: _parse(setting, values) for setting in SETTINGS}
    parsed["home"] = home
    refuse_rekordboxs_folders(home, parsed["models"], parsed["database"])
    return Settings(**parsed, unknown=misspelt(values), broken=tuple(broken))


def _given(values: Mapping[str, str]) -> dict[str, str]:
    """Trim the values, and leave out empty ones: in a client's configuration, a name often has no value."""
    return {name: value.strip() for name, value in values.items() if value.strip()}


def _own_home(given: Mapping[str, str]) -> Path | None:
    """Return the home that the environment names, or the default one; None when there is none.

    The `.env` of the working folder has no say in it.
    """
    try:
        return _home(given)
    except ConfigError:
        return None


def _home(values: Mapping[str, str]) -> Path:
    named = values.get("REKURATE_HOME", "")
    if named:
        try:
            return Path(named).expanduser().absolute()
        except RuntimeError as error:
            raise ConfigError(f"REKURATE_HOME: nobody here has the home folder of {named[:80]!r}.") from error
    import platformdirs  # noqa: PLC0415 - loaded on first use: 30 ms that a named folder saves

    try:
        return Path(platformdirs.user_data_dir("rekurate", appauthor=False))
    except RuntimeError as error:
        raise ConfigError(
            "This user has no home folder, so REKURATE_HOME has no default. Set it to a folder that can be written, as "
            "a whole path."
        ) from error


def _dotenv(path: Path, broken: dict[str, None]) -> dict[str, str]:
    """Return the settings of a `.env` file; lines that cannot be read are added to `broken`, each once."""
    if not is_file(path):
        return {}
    from dotenv.parser import parse_stream  # noqa: PLC0415 - loaded on first use: most are configured by their client

    try:
        with path.open(encoding="utf-8-sig") as file:
            read = list(parse_stream(file))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read ({error}). Make it readable UTF-8 text, or remove it.") from error
    broken.update((f"{path}, line {line.original.line}", None) for line in read if line.error)
    return _given({line.key: line.value for line in read if line.key is not None and line.value is not None})


def _parse(setting: Setting, values: Mapping[str, str]) -> Any:
    text = values.get(setting.name, setting.default)
    try:
        return setting.parse(text)
    except ValueError as error:
        shown = "its value" if setting.parse is Secret else repr(text[:80])
        raise ConfigError(f"{setting.name}: {error}, not {shown}. Correct it in the environment or .env.") from None
