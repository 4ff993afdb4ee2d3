"""How long until the server answers, against a bare `MCPServer` with one tool: whole processes over real pipes.

    uv run --extra audio python benchmarks/startup.py [--starts 12] [--calls 300]

Prints the medians and the ratios. Starts alternate, so that a busy machine slows both alike.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BARE = '''
from mcp.server import MCPServer
server = MCPServer("bare", version="0.1.0")

@server.tool()
def echo(text: str = "") -> str:
    """Say it again."""
    return text

server.run()
'''
HELLO = {
    "protocolVersion": "2025-11-25",
    "capabilities": {},
    "clientInfo": {"name": "benchmark", "version": "1"},
}


class Raw:
    """A client that is nothing but two pipes."""

    def __init__(self, command, folder):
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "REKURATE_HOME": str(folder / "home")}
        environment["REKORDBOX_XML_PATH"] = str(folder / "library.xml")
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=folder,
        )
        self.count = 0

    def ask(self, method, params):
        self.count += 1
        frame = {"jsonrpc": "2.0", "id": self.count, "method": method, "params": params}
        self.process.stdin.write(json.dumps(frame).encode() + b"\n")
        self.process.stdin.flush()
        while True:
            answer = json.loads(self.process.stdout.readline())
            if answer.get("id") == self.count:
                return answer

    def begin(self):
        """Return the seconds from process start to the answer to `initialize`."""
        self.ask("initialize", HELLO)
        elapsed = time.perf_counter() - self.started
        self.process.stdin.write(b'{"jsonrpc":"2.0","method":"notifications/initialized"}\n')
        self.process.stdin.flush()
        return elapsed

    def leave(self):
        self.process.stdin.close()
        self.process.wait(20)


def library(path, tracks=200):
    rows = "".join(
        f'<TRACK TrackID="{number}" Name="Title {number}" Artist="Artist {number % 20}" Genre="" TotalTime="360" '
        f'AverageBpm="126.00" DateAdded="2024-01-01" Location="file://localhost/Music/{number}.mp3"/>'
        for number in range(1, tracks + 1)
    )
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><DJ_PLAYLISTS Version="1.0.0">'
        '<PRODUCT Name="rekordbox" Version="7.2.8" Company="AlphaTheta"/>'
        f'<COLLECTION Entries="{tracks}">{rows}</COLLECTION>'
        '<PLAYLISTS><NODE Type="0" Name="ROOT" Count="0"/></PLAYLISTS></DJ_PLAYLISTS>',
        encoding="utf-8",
    )


def call_time(client, name, arguments):
    begun = time.perf_counter()
    answer = client.ask("tools/call", {"name": name, "arguments": arguments})
    elapsed = time.perf_counter() - begun
    if answer["result"].get("isError"):
        sys.exit(f"{name} failed: {answer['result']['content'][0]['text']}")
    return elapsed


def measure_starts(commands, folder, turns):
    starts = {label: [] for label in commands}
    for turn in range(turns):
        for label in sorted(commands, reverse=bool(turn % 2)):
            client = Raw(commands[label], folder)
            starts[label].append(client.begin())
            client.leave()
    return starts


def measure_calls(commands, folder, calls):
    """Return the times of small calls, by server, and size and time of our first `tools/list`."""
    bare, ours = Raw(commands["bare"], folder), Raw(commands["rekurate"], folder)
    bare.begin()
    ours.begin()
    begun = time.perf_counter()
    listed = len(json.dumps(ours.ask("tools/list", {})))
    first_list = time.perf_counter() - begun
    bare.ask("tools/list", {})
    times = {"bare": [], "rekurate": []}
    for _ in range(calls + 20):  # by turns: a busy machine slows both alike
        times["bare"].append(call_time(bare, "echo", {"text": "x"}))
        times["rekurate"].append(call_time(ours, "search_tracks", {"track_ids": ["7"]}))
    bare.leave()
    ours.leave()
    return {label: measured[20:] for label, measured in times.items()}, listed, first_list


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=12)
    parser.add_argument("--calls", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "bare.py").write_text(BARE, encoding="utf-8")
        library(folder / "library.xml")
        commands = {
            "bare": [sys.executable, str(folder / "bare.py")],
            "rekurate": [sys.executable, "-m", "rekurate"],
        }
        starts = measure_starts(commands, folder, options.starts)
        calls, listed, first_list = measure_calls(commands, folder, options.calls)
    for label, times, unit, scale in (("start to initialize", starts, "s", 1), ("small call", calls, "ms", 1000)):
        floor, mine = (statistics.median(times[which]) for which in ("bare", "rekurate"))
        print(f"{label}: bare {floor * scale:.3f} {unit}, rekurate {mine * scale:.3f} {unit}, ratio {mine / floor:.3f}")
    print(f"tools/list: {listed} characters, first answer {first_list * 1000:.0f} ms")


if __name__ == "__main__":
    main()
