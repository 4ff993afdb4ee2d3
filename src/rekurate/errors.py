"""Every error a person or an agent can meet, in one tree.

RekurateError
├── ConfigError            a setting is wrong or missing
├── LibraryError           the Rekordbox library cannot be read
│   ├── LibraryNotFound    no database and no XML where we looked
│   └── LibraryDamaged     wrong key, half copied, not a database, not Rekordbox XML
├── TaxonomyError          the genre tables contradict themselves
├── BadRequest             an argument is wrong: unknown id, genre, tier, format
├── StoreError             our own SQLite file cannot be used
├── NotApproved            a person has not said yes to exactly this
├── ExportError            the XML cannot be written
├── ProviderError          a source of evidence failed
│   ├── Blocked            it answers with a wall, not with data
│   ├── RateLimited        it asks us to wait (`retry_after` seconds)
│   ├── NotConfigured      a key or switch is missing
│   └── Unconfirmed        sent, perhaps carried out and billed, never answered
└── AudioError             one file cannot be heard (`reason` is a word, not prose)

The text of each says what was wrong and what to do next.
"""

__all__ = [
    "AudioError",
    "BadRequest",
    "Blocked",
    "ConfigError",
    "ExportError",
    "LibraryDamaged",
    "LibraryError",
    "LibraryNotFound",
    "NotApproved",
    "NotConfigured",
    "ProviderError",
    "RateLimited",
    "RekurateError",
    "StoreError",
    "TaxonomyError",
    "Unconfirmed",
]


class RekurateError(Exception):
    """The root: its text is written for the person or agent who reads it."""


class ConfigError(RekurateError):
    """A setting is wrong or missing; the text names the setting."""


class LibraryError(RekurateError):
    """The Rekordbox library cannot be read."""


class LibraryNotFound(LibraryError):
    """Neither a database nor an exported XML was found; the text lists where we looked."""


class LibraryDamaged(LibraryError):
    """The file is there but is not a readable Rekordbox library."""


class TaxonomyError(RekurateError):
    """The genre tables contradict themselves; the text names file, entry and the contradiction."""


class BadRequest(RekurateError):
    """An argument is wrong; the text gives the valid values."""


class StoreError(RekurateError):
    """Rekurate's own SQLite file cannot be used."""


class NotApproved(RekurateError):
    """A person has not approved exactly these changes; the text names the doors for approval."""


class ExportError(RekurateError):
    """The XML cannot be written; nothing was."""


class ProviderError(RekurateError):
    """A source of evidence failed; never to be read as "no match"."""


class Blocked(ProviderError):
    """The source answered with a wall (challenge page, 403 HTML); not cached, never a miss."""


class RateLimited(ProviderError):
    """The source asks us to wait."""

    def __init__(self, message: str, retry_after: float) -> None:
        """Keep `retry_after`, in seconds."""
        super().__init__(message)
        self.retry_after = retry_after


class NotConfigured(ProviderError):
    """A key, token or switch is missing; the text names the setting."""


class Unconfirmed(ProviderError):
    """A request that must not be sent twice got no answer: it may have been carried out."""


class AudioError(RekurateError):
    """One file cannot be heard."""

    def __init__(self, message: str, reason: str) -> None:
        """Keep `reason`: missing, truncated, silent, streaming, timeout...; `rekurate.audio.reasons` lists them."""
        super().__init__(message)
        self.reason = reason
