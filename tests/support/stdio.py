"""The real server as a child process, with nothing but its two pipes."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CLIENT = {"name": "raw", "version": "1"}


def server_environment(folder: Path, **more: str) -> dict[str, str]:
    """Return an environment in which everything of Rekurate's lies in `folder`."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    ours = {"PYTHONPATH": str(ROOT / "src"), "HOME": str(folder), "REKURATE_HOME": str(folder / "home")}
    return {**kept, **ours, **more}


def write_library(path: Path, *titles: str, artist: str = "Mira Vale") -> Path:
    """Write a small Rekordbox XML with these titles, ids counting from 1."""
    rows = "".join(
        f'<TRACK TrackID="{number}" Name="{title}" Artist="{artist}" Genre="" TotalTime="360" AverageBpm="126.00" '
        f'DateAdded="2024-01-01" Location="file://localhost/Music/{number}.mp3"/>'
        for number, title in enumerate(titles, 1)
    )
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><DJ_PLAYLISTS Version="1.0.0">'
        '<PRODUCT Name="rekordbox" Version="7.2.8" Company="AlphaTheta"/>'
        f'<COLLECTION Entries="{len(titles)}">{rows}</COLLECTION>'
        '<PLAYLISTS><NODE Type="0" Name="ROOT" Count="0"/></PLAYLISTS></DJ_PLAYLISTS>',
        encoding="utf-8",
    )
    return path


class Pipes:
    """A client of raw frames; every line the server ever wrote is in `lines`."""

    def __init__(self, environment: dict[str, str], folder: Path, command: list[str] | None = None) -> None:
        self.lines: list[bytes] = []
        self.process = subprocess.Popen(
            command or [sys.executable, "-m", "rekurate"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=folder,
        )
        self._stderr: list[bytes] = []
        self._drain = threading.Thread(target=lambda: self._stderr.append(self.process.stderr.read()), daemon=True)
        self._drain.start()
        self._count = 0

    def send(self, frame: object) -> None:
        raw = frame if isinstance(frame, bytes) else json.dumps(frame).encode()
        self.process.stdin.write(raw + b"\n")
        self.process.stdin.flush()

    def receive(self) -> Any:
        line = self.process.stdout.readline()
        assert line, f"the server left: {self.errors()}"
        self.lines.append(line)
        return json.loads(line)

    def ask(self, method: str, params: object) -> Any:
        self._count += 1
        self.send({"jsonrpc": "2.0", "id": self._count, "method": method, "params": params})
        while True:
            answer = self.receive()
            if answer.get("id") == self._count:
                return answer

    def begin(self, version: str = "2025-11-25") -> Any:
        answer = self.ask("initialize", {"protocolVersion": version, "capabilities": {}, "clientInfo": CLIENT})
        self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
        return answer["result"]

    def leave(self) -> int:
        """Close the server's stdin and wait for it to go."""
        self.process.stdin.close()
        self.lines += self.process.stdout.readlines()
        code = self.process.wait(20)
        self.errors()
        self.process.stdout.close()
        self.process.stderr.close()
        return code

    def errors(self) -> str:
        self._drain.join(20)
        return b"".join(self._stderr).decode()
