"""What an export costs: `uv run --extra audio python benchmarks/export.py --sizes 20000 100000`.

Each export runs in a process of its own that holds no library: approved genre changes, of 1,000 tracks and then of
every track, sealed from a store and written from an XML and from an encrypted database. "of its own" is the export's
peak above what the process had taken when it began (the interpreter and the open store): it should grow neither with
the library nor with the changes.

With `--server`, `write_xml` of every track over real pipes, asked and answered. There the server holds the library, and
"of its own" is the peak of that one call above what the server had taken when it came (told by Linux alone).
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

from library_read import generate_database, peak_megabytes  # noqa: E402 - the path comes first
from make_xml import write_xml  # noqa: E402
from rekurate.model import Field, Source, StagedChange  # noqa: E402
from rekurate.rekordbox.stamp import library_id  # noqa: E402
from rekurate.store import open_store  # noqa: E402


def current_genres(kind, path):
    """Return id -> genre, cheaply and without the reader under test."""
    if kind == "xml":
        import html

        found = re.findall(rb'TrackID="(\d+)".*?Genre="([^"]*)"', path.read_bytes(), re.DOTALL)
        return {id_.decode(): html.unescape(genre.decode()) for id_, genre in found}
    from rekurate.rekordbox.masterdb import read_database

    return {track.id: track.genre for track in read_database(path).tracks}


def stage(kind, path, genres, home, *, approved):
    """Fill a new store; return the digest of what is staged."""
    name = library_id(kind, path)
    changes = [
        StagedChange(id_, Field.GENRE, genre, "New & Better", "classifier", "high", f"because of {id_}")
        for id_, genre in genres.items()
    ]
    store = open_store(home / "rekurate.sqlite")
    store.journal.stage(name, changes)
    if approved:
        store.approvals.approve(name, [change.hash for change in changes], "terminal")
    digest = store.journal.digest(name)
    store.close()
    return digest


def run_one(kind, path, home, digest):
    """Export in this process and print CPU seconds, peak memory before and after, tracks."""
    from rekurate.rekordbox.export import ExportRequest, write_export

    path, home = Path(path), Path(home)
    store = open_store(home / "rekurate.sqlite")
    source = Source(kind, path, "", "", "", "")
    started, before = time.process_time(), peak_megabytes()
    with store.approvals.seal(library_id(kind, path), digest) as sealed:
        exported = write_export(ExportRequest(source, sealed, home / "new.xml", "Rekurate"))
    print(time.process_time() - started, before, peak_megabytes(), exported.tracks)
    store.close()


def measure(kind, path, genres):
    """Run one export and print its line."""
    with tempfile.TemporaryDirectory() as home:
        digest = stage(kind, path, genres, Path(home), approved=True)
        command = [sys.executable, __file__, "--run", kind, str(path), home, digest]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    seconds, before, peak = map(float, out[:3])
    print(
        f"  {kind:9} {out[3]:>7} changed {seconds:7.2f} CPU s   {peak:6.0f} MB peak, {peak - before:.0f} of its own",
        flush=True,
    )


async def measure_server(kind, path, genres):
    """Let a server write everything, and print the line of that call."""
    from mcp import Client, StdioServerParameters
    from tests.support.stdio import server_environment

    from trip import person, server_status

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        digest = stage(kind, path, genres, folder / "home", approved=False)
        setting = "REKORDBOX_XML_PATH" if kind == "xml" else "REKORDBOX_DB_PATH"
        environment = server_environment(folder, **{setting: str(path)})
        server = StdioServerParameters(command=sys.executable, args=["-m", "rekurate"], env=environment, cwd=folder)
        async with Client(server, elicitation_callback=person) as client:
            await client.call_tool("read_library", {})
            # A server counts a large library while the agent reads about it: that has to be over, and is held.
            await client.call_tool("classify_tracks", {"format": "summary", "all_pages": True})
            before, started = server_status("VmRSS", forget_peak=True), time.perf_counter()
            result = await client.call_tool("write_xml", {"staged_digest": digest})
            seconds, peak = time.perf_counter() - started, server_status("VmHWM")
    if result.is_error:
        raise SystemExit(result.content[0].text[:500])
    print(
        f"  {kind:9} {result.structured_content['tracks']:>7} changed {seconds:7.2f} s       "
        f"{peak:6.0f} MB peak, {peak - before:.0f} of its own",
        flush=True,
    )


def main():
    """Generate, export, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000])
    parser.add_argument("--server", action="store_true", help="through a server instead")
    parser.add_argument("--run", nargs=4)
    options = parser.parse_args()
    if options.run:
        run_one(*options.run)
        return
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "rekordbox"
            folder.mkdir()
            paths = {"xml": folder.with_name("library.xml"), "database": folder / "master.db"}
            write_xml(paths["xml"], size)
            generate_database(paths["database"], size)
            print(f"{size} tracks")
            for kind, path in paths.items():
                genres = current_genres(kind, path)
                if options.server:
                    asyncio.run(measure_server(kind, path, genres))
                    continue
                measure(kind, path, dict(list(genres.items())[:: max(1, len(genres) // 1000)]))
                measure(kind, path, genres)


if __name__ == "__main__":
    main()
