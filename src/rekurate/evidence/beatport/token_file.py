"""The JSON file with the tokens of the user's own Beatport login, which other processes read and write as well.

It holds `access_token` and, for refreshing, `refresh_token` and `client_id`, as the user's own sign-in gave them.
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rekurate.errors import NotConfigured
from rekurate.evidence.locked_file import LockedFile
from rekurate.evidence.shapes import number, table, text
from rekurate.model import Interrupted, Stop
from rekurate.places import insist

SIGN_IN: Final = "Sign in to Beatport again and save the tokens to the file named by BEATPORT_TOKEN_FILE."


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the file holds; "" for what is missing."""

    access: str
    refresh: str
    client: str
    """The `client_id` that the tokens were given to."""
    until: float
    """When the access token runs out, in seconds since the epoch; 0 when the file does not say."""


@dataclass(frozen=True, slots=True)
class TokenFile:
    """The file, read anew each time: another process may have changed it."""

    path: Path

    def read(self) -> Tokens:
        """Return what the file holds now. Raises NotConfigured where that is no access token."""
        try:
            content = table(json.loads(self.path.read_text(encoding="utf-8-sig")))
            written = self.path.stat().st_mtime
        except FileNotFoundError as error:
            raise NotConfigured(
                f"{self.path} is not there: correct BEATPORT_TOKEN_FILE, or save the tokens of your login there."
            ) from error
        except (OSError, ValueError) as error:
            raise NotConfigured(f"{self.path} cannot be read as JSON ({type(error).__name__}). {SIGN_IN}") from error
        access = text(content.get("access_token"))
        if not access or any(char.isspace() for char in access):
            raise NotConfigured(f"{self.path} holds no access_token. {SIGN_IN}")
        lasts = number(content.get("expires_in"))
        until = number(content.get("expires_at")) or (written + lasts if lasts else 0.0)
        return Tokens(access, text(content.get("refresh_token")), text(content.get("client_id")), until)

    def write(self, tokens: Tokens) -> None:
        """Replace the file in one step: a kill leaves the old one or the new one.

        Raises NotConfigured where the disk is full.
        """
        content = {
            "access_token": tokens.access,
            "refresh_token": tokens.refresh,
            "client_id": tokens.client,
            "expires_at": tokens.until,
        }
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=".beatport-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(content, file, indent=1)
            insist(Path(name).replace, self.path)
        except OSError as error:
            Path(name).unlink(missing_ok=True)
            raise NotConfigured(
                f"The new Beatport login cannot be saved ({type(error).__name__}). {SIGN_IN}"
            ) from error

    def check_folder(self) -> None:
        """Raise NotConfigured where the folder takes no new file, so that `write` would fail."""
        try:
            with tempfile.TemporaryFile(dir=self.path.parent):
                pass
        except OSError as error:
            raise NotConfigured(
                f"The Beatport login has run out, and a new one cannot be saved in {self.path.parent} "
                f"({type(error).__name__}): make the folder writable, or let BEATPORT_TOKEN_FILE name a file elsewhere."
            ) from error

    @contextmanager
    def turn(self, stop: Stop) -> Iterator[None]:
        """Wait while another process refreshes the login: a refresh token is good for once. Raises Interrupted.

        Where the file system has no locks, or the other one takes too long, nobody is kept from going on.
        """

        def sleep(seconds: float) -> None:
            if stop():
                raise Interrupted
            time.sleep(seconds)

        with ExitStack() as held:
            with suppress(OSError):
                held.enter_context(LockedFile(self.path.with_name(f"{self.path.name}.lock"), sleep).held())
            yield
