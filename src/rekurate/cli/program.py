"""Where this program is.

A client's configuration needs the whole path: desktop programs do not know the PATH of a person's shell, and under
`uv run` the PATH is another one than usual.
"""

import shutil
import sys
from pathlib import Path


def program() -> str:
    """Return the whole path of the `rekurate` that runs; just its name when it has none, as with `python -m`."""
    name = "rekurate.exe" if sys.platform == "win32" else "rekurate"
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.is_file() else shutil.which("rekurate") or "rekurate"
