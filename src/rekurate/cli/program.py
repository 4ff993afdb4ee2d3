"""Where this program is: clients with windows do not know the PATH of a person's shell, and `uv run` sets its own."""

import shutil
import sys
from pathlib import Path


def program() -> str:
    """Return the whole path of the `rekurate` that runs; its bare name where there is none, as with `python -m`."""
    name = "rekurate.exe" if sys.platform == "win32" else "rekurate"
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.is_file() else shutil.which("rekurate") or "rekurate"
