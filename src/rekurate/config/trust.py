"""What the working folder may not decide, for it may belong to a project that an agent writes to.

Its `.env`, and the `.env` of a home that only it names, cannot loosen the approval, cannot send the user's own secrets
to another address, and cannot spend the user's money. From such a file, an address or a paid switch counts only if the
same file holds the secret that goes with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rekurate.config.table import SETTINGS
from rekurate.errors import ConfigError
from rekurate.model import ApprovalMode

_APPROVAL: Final = "REKURATE_APPROVAL"
_STRICTNESS: Final = {ApprovalMode.CHAT: 0, ApprovalMode.CLIENT: 1, ApprovalMode.TERMINAL: 2}
_SECRET_OF: Final = {
    "DISCOGS_BASE_URL": "DISCOGS_TOKEN",
    "BEATPORT_BASE_URL": "",  # its login is a file that may lie anywhere: naming it proves nothing
    "BEATPORT_SITE_URL": "",
    "MUSICBRAINZ_BASE_URL": "",
    "BANDCAMP_BASE_URL": "",
    "LASTFM_BASE_URL": "LASTFM_API_KEY",
    "REPLICATE_ENABLED": "REPLICATE_API_TOKEN",
    "REPLICATE_BASE_URL": "REPLICATE_API_TOKEN",
    "REPLICATE_MODEL_VERSION": "REPLICATE_API_TOKEN",
}
"""Setting -> the secret that such a file must hold as well; "" when there is none, so that the setting never counts."""
_TABLE: Final = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class DoubtfulFile:
    """A `.env` that the user may not have written."""

    path: Path
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Trusted:
    """What only the user can have written."""

    environment: Mapping[str, str]
    """It wins over every file."""
    home: Mapping[str, str]
    """The `.env` of the user's own home: of the one that the environment names, or of the default one."""

    def get(self, name: str) -> str | None:
        """Return the value of a setting, or None."""
        return self.environment.get(name, self.home.get(name))


def harmless(files: Sequence[DoubtfulFile], trusted: Trusted) -> dict[str, str]:
    """Return the values of `files` that may be used, those of the last file winning.

    Left out are values that the environment overrides anyway, defaults, and a looser approval than the user's. The
    user's own choice of approval is among the values returned.
    Raises ConfigError for `chat`, an address or a paid switch that the user has not chosen.
    """
    merged = {
        name: value
        for file in files
        for name, value in file.values.items()
        if name not in trusted.environment and _counts(name, value, file, trusted)
    }
    approval = merged.get(_APPROVAL, trusted.get(_APPROVAL))
    return merged if approval is None else {**merged, _APPROVAL: approval}


def _counts(name: str, value: str, file: DoubtfulFile, trusted: Trusted) -> bool:
    """Whether a value of a file may be used. Raises ConfigError for one that the user has to confirm."""
    if name == _APPROVAL:
        return _is_strict_enough(value, trusted.get(name) or "", file)
    if name not in _SECRET_OF:
        return True
    said = _parsed(name, value)
    if said is None or said is False:  # not a value, which is refused later by its name; or a switch that is off
        return True
    if said == _parsed(name, _TABLE[name].default):
        return False  # a copy of .env.example must not replace the user's own choice
    own = trusted.get(name)
    if own is not None:  # the user's choice wins, even where the file has a secret of its own
        return bool(said == _parsed(name, own))
    secret = _SECRET_OF[name]
    has_secret = secret in file.values and trusted.environment.get(secret, file.values[secret]) == file.values[secret]
    if has_secret:
        return True
    how = f", or here beside a {secret} of its own" if secret else ""
    raise ConfigError(
        f"{name} is not taken from {file.path}: an agent may be able to write there, and it decides where your data go "
        f"or what you pay. Set it in the client's configuration (env) or in the .env of your own REKURATE_HOME{how}."
    )


def _is_strict_enough(value: str, trusted: str, file: DoubtfulFile) -> bool:
    """Whether `value` is at least as strict as the user's choice; True for a text that is refused later by its name."""
    said = _parsed(_APPROVAL, value)
    chosen = _parsed(_APPROVAL, trusted) or _parsed(_APPROVAL, _TABLE[_APPROVAL].default)
    if said is None:
        return True
    if said is ApprovalMode.CHAT is not chosen:
        raise ConfigError(
            f"REKURATE_APPROVAL=chat is not taken from {file.path}, nor from a folder that it names: an agent "
            "may be able to write there. Set it in the client's configuration (env) or in the .env of REKURATE_HOME."
        )
    return _STRICTNESS[said] >= _STRICTNESS[chosen]


def _parsed(name: str, value: str) -> Any:
    """Return what the text of a setting means; None when it means nothing."""
    try:
        return _TABLE[name].parse(value)
    except ValueError:
        return None
