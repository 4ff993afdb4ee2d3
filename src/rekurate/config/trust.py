"""What the working folder may not decide. It may belong to a project that an agent writes to.

Its `.env`, and that of a home which it alone names, cannot loosen the approval, cannot send the user's own secrets to
another address, and cannot spend the user's money. An address or a paid switch counts only beside its own secret.
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
"""What only counts where the same file also holds this secret; "" for what has none to hold."""
_TABLE: Final = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Found:
    """What one file says that the user may not have written."""

    path: Path
    values: Mapping[str, str]


def harmless(files: Sequence[Found], trusted: Mapping[str, str], environment: Mapping[str, str]) -> dict[str, str]:
    """Return what `files` say, the last one winning, without what would change nothing or only loosen the approval.

    `trusted` is what the user alone has written, `environment` the part of it that wins anyway.
    Raises ConfigError for `chat`, an address or a paid switch that the user has not chosen.
    """
    merged = {
        name: value
        for file in files
        for name, value in file.values.items()
        if name not in environment and _counts(name, value, file, trusted, environment)
    }
    approval = merged.get(_APPROVAL, trusted.get(_APPROVAL))
    return merged if approval is None else {**merged, _APPROVAL: approval}


def _counts(name: str, value: str, file: Found, trusted: Mapping[str, str], environment: Mapping[str, str]) -> bool:
    if name == _APPROVAL:
        return _tightens(value, trusted.get(name, ""), file)
    if name not in _SECRET_OF:
        return True
    said = _parsed(name, value)
    if said is None or said is False:  # no value at all, which is refused by name later; a switch turned off
        return True
    if said == _parsed(name, _TABLE[name].default):
        return False  # a copied example must not undo the user's own
    secret = _SECRET_OF[name]
    if name in trusted:  # what the user says wins, also over a secret of the folder's own
        return bool(said == _parsed(name, trusted[name]))
    beside = secret in file.values and environment.get(secret, file.values[secret]) == file.values[secret]
    if beside:
        return True
    how = f", or here beside a {secret} of its own" if secret else ""
    raise ConfigError(
        f"{name} is not taken from {file.path}: an agent may be able to write there, and it decides where your data go "
        f"or what you pay. Set it in the client's configuration (env) or in the .env of your own REKURATE_HOME{how}."
    )


def _tightens(value: str, trusted: str, file: Found) -> bool:
    """Whether `value` is as strict as what the user chose; what is not a choice is left to be refused by name."""
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
    """Return the value as it would be read, in whatever spelling; None for what cannot be read."""
    try:
        return _TABLE[name].parse(value)
    except ValueError:
        return None
