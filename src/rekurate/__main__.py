"""Compose and run: no arguments serve MCP over stdio, a command does its one thing."""

import errno
import gc
import os
import signal
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rekurate.config import Settings, meant, read_settings
from rekurate.errors import BadRequest, ConfigError, RekurateError

if TYPE_CHECKING:  # `--version` and `--help` do not need it
    from rekurate.compose import SettledDesk

_UNWRITABLE: Final = (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG)
_BROKEN: Final = "cannot be read and was left out: write NAME=value, with quotes in pairs."


@cache
def make_desk() -> "SettledDesk":
    """Build the desk from the environment and `.env`, once.

    Raises ConfigError naming the setting that is wrong.
    """
    from rekurate.compose import build_desk  # noqa: PLC0415 - `--version` and `--help` do not need it

    return build_desk(_settings())


@cache
def _settings() -> Settings:
    try:
        folder = Path.cwd()
    except OSError as error:
        raise ConfigError(
            "The folder this was started in is not there any more. Change to one that is, and start it again."
        ) from error
    return read_settings(os.environ, folder)


def _shown() -> Sequence[tuple[str, str]]:
    settings = _settings()
    odd = [
        (name, f"is not a setting: misspelt? {meant(name) or '.env.example lists them all'}")
        for name in settings.unknown
    ]
    return (*settings.shown(), *odd, *((place, _BROKEN) for place in settings.broken))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `rekurate`; return the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        return _command(given) if given else _serve()
    except RekurateError as error:
        _tell(_said(error) if given else str(error))
        return 2
    except KeyboardInterrupt:
        return 130
    finally:
        if make_desk.cache_info().currsize:
            make_desk().close()


def _command(given: Sequence[str]) -> int:
    from rekurate.cli.dispatch import run_command  # noqa: PLC0415 - the server never needs it
    from rekurate.cli.streams import forget_output, open_streams  # noqa: PLC0415 - as above

    open_streams()
    try:
        try:
            return run_command(given, make_desk, _shown)
        finally:
            sys.stdout.flush()
    except OSError as error:
        if _reader_has_gone(error):
            forget_output()
            return 141
        if error.errno not in _UNWRITABLE:
            raise
        forget_output()
        where = error.filename or "the output, or a file in REKURATE_HOME"
        raise BadRequest(f"Writing failed ({error.strerror}): {where}. Make room there and run it again.") from error


def _reader_has_gone(error: OSError) -> bool:
    """Whether whoever read has gone, as in "rekurate evaluate | head": no fault, but an odd argument to Windows."""
    odd = sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None
    return odd or isinstance(error, BrokenPipeError)


def _serve() -> int:
    if sys.stdin is None or sys.stdout is None:
        raise ConfigError(
            "Standard input or output is closed, and an MCP client speaks through them. Let the client start "
            "`rekurate`; `rekurate --help` lists what a person can run."
        )
    # the thread that waits for a line outlives Python's own handler: nothing would end before the next line comes
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.stdin.isatty():
        _tell(
            "waiting for an MCP client, which usually starts this itself. Ctrl-C ends it; `rekurate --help` lists what "
            "you can run here."
        )
    gc.disable()  # hundreds of modules make no garbage worth looking for: a tenth of the start
    from rekurate.server.app import build_server  # noqa: PLC0415 - commands do not need the SDK

    desk = make_desk()
    _tell(*(f"{place}: {_BROKEN}" for place in _settings().broken))
    server = build_server(desk)
    gc.freeze()
    gc.enable()
    server.run()
    return 0


def _said(error: RekurateError) -> str:
    from rekurate.cli.say import clean  # noqa: PLC0415 - the server never needs it
    from rekurate.review.spoken import for_terminal  # noqa: PLC0415 - as above

    return for_terminal(clean(str(error)))


def _tell(*lines: str) -> None:
    if sys.stderr is not None:  # a shell may have closed it
        sys.stderr.writelines(f"rekurate: {line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
