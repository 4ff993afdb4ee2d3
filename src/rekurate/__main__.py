"""Compose and run: no arguments serve MCP over stdio, a command does its one thing."""

import gc
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from rekurate.config import Settings, read_settings
from rekurate.curation.desk import Desk
from rekurate.errors import RekurateError


@cache
def make_desk() -> Desk:
    """Build the desk from the environment and `.env`, once.

    Raises ConfigError naming the setting that is wrong.
    """
    from rekurate.compose import build_desk  # noqa: PLC0415 - `--version` and `--help` do not need it

    return build_desk(_settings())


def _settings() -> Settings:
    return read_settings(os.environ, Path.cwd())


def _shown() -> Sequence[tuple[str, str]]:
    settings = _settings()
    return (*settings.shown(), *((name, "is not a setting: misspelt?") for name in settings.unknown))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `rekurate`; return the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        if given:
            from rekurate.cli.dispatch import run_command  # noqa: PLC0415 - the server never needs it

            code = run_command(given, make_desk, _shown)
            sys.stdout.flush()
            return code
        return _serve()
    except RekurateError as error:
        sys.stderr.write(f"rekurate: {error}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # "rekurate evaluate | head": whoever read has gone, and that is no fault
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _serve() -> int:
    gc.disable()  # hundreds of modules make no garbage worth looking for: a tenth of the start
    from rekurate.server.app import build_server  # noqa: PLC0415 - commands do not need the SDK

    server = build_server(make_desk())
    gc.freeze()
    gc.enable()
    server.run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
