"""Is the allowed rate kept up and never exceeded? Two processes share a schedule against a strict fake provider.

    uv run --extra audio python benchmarks/pace.py --seconds 600
    uv run --extra audio python benchmarks/pace.py --seconds 600 --lag

The provider counts a moving minute at the moment a request arrives, answers 429 to the one too many, and says its
count in headers as Discogs does; with `--lag` the count is that of the request before. Answers take 50 to 400 ms.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ALLOWED = 60
WINDOW = 60.0

ASKER = """
import sys, threading, time
from pathlib import Path
from rekurate.evidence.discogs.witness import MANNERS
from rekurate.evidence.http import Web
from rekurate.errors import ProviderError
from rekurate.model import Ask, Interrupted
line = Web("bench@example.org", Path(sys.argv[2])).line(MANNERS, sys.argv[1])
until = time.time() + float(sys.argv[3])
def ask():
    while time.time() < until:
        try:
            line.send(Ask(url="releases/1"), lambda: time.time() > until)
        except (Interrupted, ProviderError):
            pass
threads = [threading.Thread(target=ask) for _ in range(int(sys.argv[4]))]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


class Shop:
    """Counts what arrives."""

    def __init__(self, *, lag: bool) -> None:
        self.lag = lag
        self.arrived: list[float] = []
        self.window: deque[float] = deque()
        self.refused = 0
        self.most = 0
        self.said = ALLOWED
        self.lock = threading.Lock()

    def arrive(self) -> tuple[bool, int]:
        """Note a request; return whether it is let in, and how many are left as the headers say it."""
        now = time.monotonic()
        with self.lock:
            while self.window and now - self.window[0] >= WINDOW:
                self.window.popleft()
            let_in = len(self.window) < ALLOWED
            self.window.append(now)
            self.arrived.append(now)
            self.refused += not let_in
            self.most = max(self.most, len(self.window))
            before, self.said = self.said, max(0, ALLOWED - len(self.window))
            return let_in, before if self.lag else self.said


def handler(shop: Shop) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            let_in, left = shop.arrive()
            time.sleep(random.uniform(0.05, 0.4))
            body = b'{"id": 1}' if let_in else b'{"message": "You are making requests too quickly."}'
            self.send_response(200 if let_in else 429)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("X-Discogs-Ratelimit", str(ALLOWED))
            self.send_header("X-Discogs-Ratelimit-Used", str(ALLOWED - left))
            self.send_header("X-Discogs-Ratelimit-Remaining", str(left))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    return Handler


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--lag", action="store_true", help="headers are one request behind")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2, help="of each process")
    options = parser.parse_args()
    shop = Shop(lag=options.lag)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(shop))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        url = f"http://127.0.0.1:{server.server_address[1]}"
        command = [sys.executable, "-c", ASKER, url, str(Path(folder)), str(options.seconds), str(options.threads)]
        children = [subprocess.Popen(command) for _ in range(options.processes)]
        for child in children:
            child.wait()
    kept = (len(shop.arrived) - 1) / (shop.arrived[-1] - shop.arrived[0]) * WINDOW
    print(
        f"{options.processes} processes x {options.threads} threads, {shop.arrived[-1] - shop.arrived[0]:.0f} s, "
        f"headers {'lag by one' if options.lag else 'exact'}: {len(shop.arrived)} requests, {kept:.2f} a minute = "
        f"{100 * kept / ALLOWED:.1f} % of the {ALLOWED} allowed; most in any minute {shop.most}, refused {shop.refused}"
    )


if __name__ == "__main__":
    main()
