"""The user's own Beatport login, refreshed when its access token has run out.

No client id or secret of anybody else's is built in.
"""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any, Final

from rekurate.errors import NotConfigured
from rekurate.evidence.beatport.token_file import SIGN_IN, TokenFile, Tokens
from rekurate.evidence.shapes import number, table, text
from rekurate.model import Ask, Clock, Interrupted, Line, Stop

_EARLY: Final = 60.0
"""Seconds before its end that a token counts as used up."""
_LASTS: Final = 600.0
"""Seconds that a new token is taken to last where Beatport does not say."""


class Login:
    """Gives the access token of the moment; safe to use from any thread, and from several processes on one file."""

    def __init__(self, path: Path | None, clock: Clock) -> None:
        """Keep where the tokens are; None where the user has named no file."""
        self._given = None if path is None else TokenFile(path)
        self._clock = clock
        self._lock = Lock()

    def unavailable(self) -> str | None:
        """Return what to set, or None when there is a file with a token."""
        if self._given is None:
            return "set BEATPORT_TOKEN_FILE to a JSON file with your own Beatport login"
        try:
            self._given.read()
        except NotConfigured as error:
            return str(error)
        return None

    def bearer(self, line: Line, stop: Stop) -> str:
        """Return an access token, refreshed if it has run out.

        Raises NotConfigured when the file is unusable or the refresh is refused.
        """
        with self._lock:
            tokens = self._file.read()
            if not tokens.until or tokens.until - _EARLY > self._clock():
                return tokens.access
            return self._refreshed(tokens, line, stop)

    def refused(self, bearer: str, line: Line, stop: Stop) -> str:
        """Return another token after `bearer` was refused: one that somebody else fetched, or a refreshed one."""
        with self._lock:
            tokens = self._file.read()
            return tokens.access if tokens.access != bearer else self._refreshed(tokens, line, stop)

    @property
    def _file(self) -> TokenFile:
        assert self._given is not None, "without a file `unavailable` says so, and nobody asks for a token"
        return self._given

    def _refreshed(self, tokens: Tokens, line: Line, stop: Stop) -> str:
        if not tokens.refresh or not tokens.client:
            raise NotConfigured(f"The Beatport login has run out and cannot be refreshed. {SIGN_IN}")
        self._file.check_folder()  # before anybody is asked: refreshing uses the old token up
        with self._file.turn(stop):
            kept = self._file.read()
            return self._asked(tokens, line, stop) if kept.access == tokens.access else kept.access

    def _asked(self, tokens: Tokens, line: Line, stop: Stop) -> str:
        form = {"grant_type": "refresh_token", "refresh_token": tokens.refresh, "client_id": tokens.client}
        try:  # while it waits for its turn, another process may do the same
            ask = Ask(url="auth/o/token/", method="POST", form=form)
            reply = line.send(ask, lambda: stop() or self._file.read().access != tokens.access)
        except NotConfigured:
            return self._fetched_elsewhere(tokens)
        except Interrupted:
            if stop():
                raise
            return self._file.read().access
        answer = {} if reply.is_refusal else table(reply.json())
        if not text(answer.get("access_token")):
            return self._fetched_elsewhere(tokens)
        renewed = self._renewed(tokens, answer)
        self._file.write(renewed)
        return renewed.access

    def _renewed(self, tokens: Tokens, answer: Mapping[str, Any]) -> Tokens:
        """Return the tokens of Beatport's answer; the old refresh token where it gives no new one."""
        return Tokens(
            access=text(answer.get("access_token")),
            refresh=text(answer.get("refresh_token")) or tokens.refresh,
            client=tokens.client,
            until=self._clock() + (number(answer.get("expires_in")) or _LASTS),
        )

    def _fetched_elsewhere(self, tokens: Tokens) -> str:
        """Return the token that another process refreshed meanwhile, where ours was refused."""
        access = self._file.read().access
        if access == tokens.access:
            raise NotConfigured(f"Beatport refused to refresh the login. {SIGN_IN}")
        return access
