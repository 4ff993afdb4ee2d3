"""The user's own Beatport login: a JSON file with tokens, refreshed and written back.

The file holds `access_token` and, for refreshing, `refresh_token` and `client_id`, as the user's own sign-in gave them.
No client id or secret of anybody else's is built in.
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Final

from rekurate.errors import NotConfigured
from rekurate.evidence.locked_file import LockedFile
from rekurate.evidence.shapes import number, table, text
from rekurate.model import Ask, Clock, Interrupted, Line

_EARLY: Final = 60.0
"""Seconds before its end that a token counts as used up."""
_SIGN_IN: Final = "Sign in to Beatport again and save the tokens to the file named by BEATPORT_TOKEN_FILE."


@dataclass(frozen=True, slots=True)
class _Tokens:
    access: str
    refresh: str
    client: str
    until: float
    """Seconds since the epoch; 0 when the file does not say."""


class Login:
    """Reads the token file anew whenever another process may have changed it."""

    def __init__(self, path: Path | None, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._lock = Lock()

    def unavailable(self) -> str | None:
        """Return what to set, or None when there is a file with a token."""
        if self._path is None:
            return "set BEATPORT_TOKEN_FILE to a JSON file with your own Beatport login"
        try:
            self._read()
        except NotConfigured as error:
            return str(error)
        return None

    def bearer(self, line: Line, stop: Any) -> str:
        """Return an access token, refreshed if it has run out.

        Raises NotConfigured when the file is unusable or the refresh is refused.
        """
        with self._lock:
            tokens = self._read()
            if not tokens.until or tokens.until - _EARLY > self._clock():
                return tokens.access
            return self._refreshed(tokens, line, stop)

    def refused(self, bearer: str, line: Line, stop: Any) -> str:
        """Return another token after `bearer` was refused: one that somebody else fetched, or a refreshed one."""
        with self._lock:
            tokens = self._read()
            return tokens.access if tokens.access != bearer else self._refreshed(tokens, line, stop)

    def _read(self) -> _Tokens:
        assert self._path is not None
        try:
            content = table(json.loads(self._path.read_text(encoding="utf-8-sig")))
            age = self._path.stat().st_mtime
        except FileNotFoundError as error:
            raise NotConfigured(
                f"{self._path} is not there: correct BEATPORT_TOKEN_FILE, or save the tokens of your login there."
            ) from error
        except (OSError, ValueError) as error:
            raise NotConfigured(f"{self._path} cannot be read as JSON ({type(error).__name__}). {_SIGN_IN}") from error
        access = text(content.get("access_token"))
        if not access or any(char.isspace() for char in access):
            raise NotConfigured(f"{self._path} holds no access_token. {_SIGN_IN}")
        until = number(content.get("expires_at")) or (
            age + number(content.get("expires_in")) if number(content.get("expires_in")) else 0.0
        )
        return _Tokens(access, text(content.get("refresh_token")), text(content.get("client_id")), until)

    def _refreshed(self, tokens: _Tokens, line: Line, stop: Any) -> str:
        if not tokens.refresh or not tokens.client:
            raise NotConfigured(f"The Beatport login has run out and cannot be refreshed. {_SIGN_IN}")
        self._check_folder()  # before anybody is asked: refreshing uses the old token up
        with self._turn(stop):
            kept = self._read()
            return self._asked(tokens, line, stop) if kept.access == tokens.access else kept.access

    @contextmanager
    def _turn(self, stop: Any) -> Iterator[None]:
        """Wait while another process refreshes: a refresh token is good for once. Raises Interrupted.

        Where the folder knows no locks, or that takes long, nobody is kept from asking.
        """
        assert self._path is not None

        def sleep(seconds: float) -> None:
            if stop():
                raise Interrupted
            time.sleep(seconds)

        with ExitStack() as until_asked:
            with suppress(OSError):
                until_asked.enter_context(LockedFile(self._path.with_name(f"{self._path.name}.lock"), sleep).held())
            yield

    def _asked(self, tokens: _Tokens, line: Line, stop: Any) -> str:
        form = {"grant_type": "refresh_token", "refresh_token": tokens.refresh, "client_id": tokens.client}
        try:  # while it waits for its turn, another process may do the same
            ask = Ask(url="auth/o/token/", method="POST", form=form)
            reply = line.send(ask, lambda: stop() or self._read().access != tokens.access)
        except NotConfigured:
            return self._fetched_elsewhere(tokens)
        except Interrupted:
            if stop():
                raise
            return self._read().access
        answer = table(reply.json()) if reply.status < 400 else {}  # noqa: PLR2004 - HTTP
        access = text(answer.get("access_token"))
        if not access:
            return self._fetched_elsewhere(tokens)
        self._keep(answer, tokens)
        return access

    def _fetched_elsewhere(self, tokens: _Tokens) -> str:
        """Return the token that another process refreshed meanwhile, where ours was refused."""
        access = self._read().access
        if access == tokens.access:
            raise NotConfigured(f"Beatport refused to refresh the login. {_SIGN_IN}")
        return access

    def _check_folder(self) -> None:
        assert self._path is not None
        try:
            with tempfile.TemporaryFile(dir=self._path.parent):
                pass
        except OSError as error:
            raise NotConfigured(
                f"The Beatport login has run out, and a new one cannot be saved in {self._path.parent} "
                f"({type(error).__name__}): make the folder writable, or let BEATPORT_TOKEN_FILE name a file elsewhere."
            ) from error

    def _keep(self, answer: Mapping[str, Any], tokens: _Tokens) -> None:
        """Write the new tokens in one step: a kill leaves the old file or the new one.

        Raises NotConfigured where the disk is full.
        """
        assert self._path is not None
        content = {
            "access_token": text(answer.get("access_token")),
            "refresh_token": text(answer.get("refresh_token")) or tokens.refresh,
            "client_id": tokens.client,
            "expires_at": self._clock() + (number(answer.get("expires_in")) or 600.0),
        }
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".beatport-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(content, file, indent=1)
            Path(name).replace(self._path)
        except OSError as error:
            Path(name).unlink(missing_ok=True)
            raise NotConfigured(
                f"The new Beatport login cannot be saved ({type(error).__name__}). {_SIGN_IN}"
            ) from error
