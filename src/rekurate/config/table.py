"""The table of settings: name, meaning, default, and how its text is read. `.env.example` is this table."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rekurate.model import ApprovalMode

_YES = frozenset({"true", "1", "yes", "on"})
_NO = frozenset({"false", "0", "no", "off", ""})


class Secret:
    """A value that is never shown: not by repr, str, a log line or a traceback."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        """Keep `value`.

        Raises ValueError for one with white space or a control character inside: it could not be sent as a header.
        """
        if any(char.isspace() or not char.isprintable() for char in value):
            raise ValueError("must be one word without spaces or line breaks")
        self._value = value

    def reveal(self) -> str:
        """Return the value, for the one header it goes into."""
        return self._value

    def __bool__(self) -> bool:
        """Whether it is set."""
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        """Compare values without showing them."""
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        """Hash the value."""
        return hash(self._value)

    def __repr__(self) -> str:
        """Say whether it is set, and nothing more."""
        return "Secret(set)" if self._value else "Secret(not set)"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting."""

    name: str
    """In the environment and in `.env`."""
    field: str
    """In `Settings`."""
    parse: Callable[[str], Any]
    """Reads the text, which may be ""; raises ValueError with what it must be."""
    default: str
    comment: str
    group: str


def _text(text: str) -> str:
    return text


def _refuse_escapes(text: str) -> None:
    """Raise ValueError for a control character: between quotes, a backslash and a letter of a path are read as one."""
    if any(unicodedata.category(char) == "Cc" for char in text):
        raise ValueError("must be a path; in a .env file leave out the double quotes, or use / for every backslash")


def _path(text: str) -> Path | None:
    _refuse_escapes(text)
    if not text:
        return None
    try:
        return Path(text).expanduser()
    except RuntimeError:  # "~name" of nobody: whoever opens the path says that it is not there
        return Path(text)


def _switch(text: str) -> bool:
    word = text.lower()
    if word not in _YES | _NO:
        raise ValueError("must be true or false")
    return word in _YES


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(text)

    return parse


def _url(text: str) -> str:
    if not text.startswith(("https://", "http://")) or any(char.isspace() for char in text):
        raise ValueError("must be an address that starts with https://")
    return text.rstrip("/")


def _approval(text: str) -> ApprovalMode:
    try:
        return ApprovalMode(text)
    except ValueError:
        raise ValueError(f"must be one of {', '.join(ApprovalMode)}") from None


def _path_map(text: str) -> tuple[tuple[str, str], ...]:
    _refuse_escapes(text)
    pairs = [part.split("=>", 1) for part in text.split(";") if part.strip()]
    if any(len(pair) != 2 or not pair[0].strip() or not pair[1].strip() for pair in pairs):  # noqa: PLR2004 - from, to
        raise ValueError('must be pairs such as "D:/Music => /Volumes/Music", separated by ";"')
    return tuple((old.strip(), new.strip()) for old, new in pairs)


_LIBRARY, _OURS, _WORLD, _SOUND, _HOSTED = (
    "The library. Both are found by themselves where Rekordbox keeps them",
    "Rekurate's own",
    "The world: sources of evidence. Everything works without them, from your own library alone",
    "The sound",
    "The hosted model: uploads a short excerpt of a track, and costs money; off unless you switch it on",
)

SETTINGS: tuple[Setting, ...] = (
    Setting("REKORDBOX_DB_PATH", "database", _path, "", "master.db of Rekordbox 6 or 7; read, never written", _LIBRARY),
    Setting("REKORDBOX_XML_PATH", "xml", _path, "", "a collection exported from Rekordbox as XML", _LIBRARY),
    Setting(
        "REKURATE_PATH_MAP",
        "path_map",
        _path_map,
        "",
        'audio files that moved: "D:/Music => /Volumes/Music; C:/Old => C:/New"',
        _LIBRARY,
    ),
    Setting(
        "REKURATE_HOME",
        "home",
        _path,
        "",
        "folder of the store, exports and models (default: your user data folder)",
        _OURS,
    ),
    Setting("REKURATE_TAXONOMY_DIR", "taxonomy", _path, "", "your own genre tables, laid over the bundled ones", _OURS),
    Setting(
        "REKURATE_APPROVAL",
        "approval",
        _approval,
        "client",
        "client: forms in the client, and the terminal; terminal: the terminal alone; "
        "chat: the client's own tool prompt counts as approval",
        _OURS,
    ),
    Setting("REKURATE_CONTACT", "contact", _text, "", "your e-mail or site, sent in the User-Agent", _WORLD),
    Setting("DISCOGS_TOKEN", "discogs_token", Secret, "", "personal access token of your Discogs account", _WORLD),
    Setting(
        "BEATPORT_TOKEN_FILE",
        "beatport_token_file",
        _path,
        "",
        "JSON file with your Beatport login: access_token, and for renewing it refresh_token and client_id",
        _WORLD,
    ),
    Setting(
        "BEATPORT_PAGES_ENABLED", "beatport_pages", _switch, "false", "read public pages when not logged in", _WORLD
    ),
    Setting("LASTFM_API_KEY", "lastfm_key", Secret, "", "API key; Last.fm is not asked without", _WORLD),
    Setting("BANDCAMP_ENABLED", "bandcamp", _switch, "false", "ask Bandcamp's public search", _WORLD),
    Setting("DISCOGS_BASE_URL", "discogs_url", _url, "https://api.discogs.com", "another address, for tests", _WORLD),
    Setting(
        "BEATPORT_BASE_URL", "beatport_url", _url, "https://api.beatport.com/v4", "another address, for tests", _WORLD
    ),
    Setting(
        "BEATPORT_SITE_URL", "beatport_site", _url, "https://www.beatport.com", "another address, for tests", _WORLD
    ),
    Setting(
        "MUSICBRAINZ_BASE_URL",
        "musicbrainz_url",
        _url,
        "https://musicbrainz.org/ws/2",
        "another address, such as a mirror of your own",
        _WORLD,
    ),
    Setting("BANDCAMP_BASE_URL", "bandcamp_url", _url, "https://bandcamp.com", "another address, for tests", _WORLD),
    Setting(
        "LASTFM_BASE_URL", "lastfm_url", _url, "https://ws.audioscrobbler.com/2.0", "another address, for tests", _WORLD
    ),
    Setting(
        "REKURATE_AUDIO_WORKERS",
        "audio_workers",
        _whole(0, 32),
        "0",
        "worker processes; 0: by cores, at most 4",
        _SOUND,
    ),
    Setting(
        "REKURATE_MODELS_DIR", "models", _path, "", "folder of model weights (default: models in REKURATE_HOME)", _SOUND
    ),
    Setting("EFFNET_MODEL_PATH", "effnet_model", _path, "", "Discogs-EffNet weights of your own, .onnx or .pb", _SOUND),
    Setting(
        "ENSEMBLE_GENRE_MODEL_PATH",
        "ensemble_genre_model",
        _path,
        "",
        "folder of a HuBERT genre classifier (default: hubert-genre-clf in the model folder)",
        _SOUND,
    ),
    Setting(
        "ENSEMBLE_TAGGER_MODEL_PATH",
        "ensemble_tagger_model",
        _path,
        "",
        "folder of an AudioSet tagger, such as AST (default: ast-audioset in the model folder)",
        _SOUND,
    ),
    Setting("REPLICATE_ENABLED", "replicate", _switch, "false", "ask the hosted model", _HOSTED),
    Setting("REPLICATE_API_TOKEN", "replicate_token", Secret, "", "token of your Replicate account", _HOSTED),
    Setting(
        "REPLICATE_BASE_URL",
        "replicate_url",
        _url,
        "https://api.replicate.com/v1",
        "another address, for tests",
        _HOSTED,
    ),
    Setting(
        "REPLICATE_MODEL_VERSION",
        "replicate_version",
        _text,
        "1532dd069fb4f0e27c6833e28815f6b8c194dfec76fd9cd73460540fd720ffe1",
        "version of mtg/effnet-discogs; older ones get switched off",
        _HOSTED,
    ),
    Setting("REPLICATE_TOP_N", "replicate_top_n", _whole(1, 400), "10", "classes asked for", _HOSTED),
    Setting(
        "REPLICATE_TIMEOUT_SECONDS", "replicate_timeout", _whole(1, 3600), "120", "longest wait for one track", _HOSTED
    ),
)

_HEAD = (
    "# Copy to .env, here or in REKURATE_HOME, or set these in your client's configuration. All are optional.",
    "# The .env of the folder Rekurate is started in may belong to a project that an agent writes to: it can make the",
    "# approval stricter and never looser, and addresses (..._URL), REPLICATE_ENABLED=true and REPLICATE_MODEL_VERSION",
    "# count there only beside the secret they belong to. Set them in REKURATE_HOME's .env or in the client.",
    "# Between double quotes a backslash is an escape: write Windows paths without them, or with /. A value that holds",
    "# a blank and a # goes between single quotes.",
)


def example() -> str:
    """Return `.env.example`: every setting with its meaning and default."""
    lines = list(_HEAD)
    group = ""
    for setting in SETTINGS:
        if setting.group != group:
            group = setting.group
            lines += ["", f"# {group}."]
        lines += [f"# {setting.comment}", f"{setting.name}={setting.default}"]
    return "\n".join(lines) + "\n"
