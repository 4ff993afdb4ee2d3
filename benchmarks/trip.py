"""The whole trip over real pipes, timed step by step.

    uv run --extra audio python benchmarks/trip.py --sizes 10000 100000

The installed server (`python -m rekurate`) with an empty home, driven by the SDK's own client: read, page, normalise,
classify, stage, approve, export, verify, undo; then the same questions from a second server on the same home. Prints
seconds a step, the server's peak memory, and the ratios that matter: the reading against an expat pass (XML) or the
bare SQL (database), everything else in microseconds a track, so that two sizes show what does not grow in proportion.
"""

import argparse
import asyncio
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "benchmarks")]

import mcp.types as t  # noqa: E402
from mcp import Client, StdioServerParameters  # noqa: E402
from tests.support.stdio import server_environment  # noqa: E402

import library_read  # noqa: E402 - the path comes first
from make_xml import write_xml  # noqa: E402


async def person(_context, params):
    """Read the question, and type the number in it."""
    count = int(re.search(r"type the number (\d+)", params.message)[1])
    return t.ElicitResult(action="accept", content={"decision": "approve", "count": count})


class Trip:
    """One client of one server; every call is timed."""

    def __init__(self, client, tracks):
        self.client = client
        self.tracks = tracks

    async def call(self, label, name, **arguments):
        """Call a tool, print its line, return its answer."""
        started = time.perf_counter()
        result = await self.client.call_tool(name, arguments)
        seconds = time.perf_counter() - started
        text = result.content[0].text
        if result.is_error:
            raise SystemExit(f"{name} failed: {text[:500]}")
        print(
            f"  {label:44} {seconds:8.3f} s {seconds / self.tracks * 1e6:8.1f} us/track"
            f" {len(text):7} characters {server_status('VmHWM'):6.0f} MB peak",
            flush=True,
        )
        return {**result.structured_content, "seconds": seconds}


def server_status(what, *, forget_peak=False):
    """Return megabytes of the newest server among our children (VmHWM: its peak); 0 where the system does not tell."""
    for children in Path("/proc/self/task").glob("*/children"):
        for child in reversed(children.read_text(encoding="utf-8").split()):
            process = Path("/proc", child)
            if b"-m\0rekurate" in (process / "cmdline").read_bytes():
                if forget_peak:
                    (process / "clear_refs").write_text("5", encoding="utf-8")
                status = (process / "status").read_text(encoding="utf-8")
                return int(status.partition(f"{what}:")[2].split()[0]) / 1024
    return 0.0


async def first(trip, floor):
    """Go the whole way."""
    library = await trip.call("read_library", "read_library")
    print(f"  = {library['seconds'] / floor:.2f} x the floor of {floor:.2f} s (overview included)")
    await trip.call("search_tracks, first page", "search_tracks")
    await trip.call("search_tracks, last page", "search_tracks", max_tracks=200, offset=trip.tracks - 100)
    await trip.call("cache_coverage", "cache_coverage", has_genre=False)
    await trip.call("suggest_normalizations, staged", "suggest_normalizations", stage_aliases=True)
    whole = {"format": "summary", "all_pages": True}
    await trip.call("classify_tracks, summary", "classify_tracks", **whole)
    await trip.call("classify_tracks, summary, every track", "classify_tracks", **whole, has_genre=True)
    await trip.call("classify_tracks, one page", "classify_tracks")
    await trip.call("classify_tracks, dispatch", "classify_tracks", format="dispatch")
    await trip.call("audit_genres, summary", "audit_genres", **whole)
    await trip.call("evaluate_classifier, artists held out", "evaluate_classifier")
    await trip.call("classify_tracks, staged", "classify_tracks", **whole, auto_stage=["high", "medium", "low"])
    await export(trip, "so far")


async def export(trip, what):
    """Preview, approve and write what is staged, then see it not arrived and take it back."""
    staged = await trip.call(f"preview_changes, {what}", "preview_changes")
    if not staged["total_pending"]:
        return
    label = f"write_xml, {staged['total_pending']} changes, asked and answered"
    done = await trip.call(label, "write_xml", staged_digest=staged["staged_digest"])
    await trip.call("verify_import", "verify_import", export_id=done["export_id"])


async def everything(trip, ids):
    """Stage every track of the library, page by page, and export it."""
    started = time.perf_counter()
    for at in range(0, len(ids), 5000):
        changes = [{"track_id": one, "genre": "Amapiano"} for one in ids[at : at + 5000]]
        result = await trip.client.call_tool("update_tracks", {"changes": changes})
        if result.is_error:
            raise SystemExit(result.content[0].text[:500])
    print(f"  {'update_tracks, every track, 5,000 a call':44} {time.perf_counter() - started:8.3f} s")
    await export(trip, "every track")


def measure_floor(kind, path):
    """Return the wall seconds of the least one could do, in a process of its own."""
    name = "expat_attributes" if kind == "xml" else "bare_sql"
    command = [sys.executable, library_read.__file__, "--run", name, str(path)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[0])


def ids_of(kind, path):
    """Return the ids of the library."""
    if kind == "xml":
        return [one.decode() for one in re.findall(rb'<TRACK TrackID="(\d+)"', path.read_bytes())]
    from rekurate.rekordbox.masterdb import read_database

    return [track.id for track in read_database(path).tracks]


async def run(kind, path, folder):
    """Time the trip of one library."""
    ids, floor = ids_of(kind, path), measure_floor(kind, path)
    print(f"{kind}, {len(ids)} tracks, {path.stat().st_size >> 20} MB")
    setting = "REKORDBOX_XML_PATH" if kind == "xml" else "REKORDBOX_DB_PATH"
    environment = server_environment(folder, **{setting: str(path)})
    server = StdioServerParameters(command=sys.executable, args=["-m", "rekurate"], env=environment, cwd=folder)
    async with Client(server, elicitation_callback=person) as client:
        await first(Trip(client, len(ids)), floor)
    async with Client(server, elicitation_callback=person) as client:
        print("  a new server on the same home")
        trip = Trip(client, len(ids))
        await trip.call("read_library", "read_library")
        await everything(trip, ids)


def main():
    """Generate, go, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000])
    parser.add_argument("--kinds", nargs="+", choices=("xml", "database"), default=["xml", "database"])
    options = parser.parse_args()
    for size in options.sizes:
        for kind in options.kinds:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                place = folder / "rekordbox"
                place.mkdir()
                path = place / ("library.xml" if kind == "xml" else "master.db")
                write_xml(path, size) if kind == "xml" else library_read.generate_database(path, size)
                asyncio.run(run(kind, path, folder))


if __name__ == "__main__":
    main()
