"""What an export costs: `python benchmarks/export.py --sizes 20000 100000`.

Each export runs in a process of its own that reads no library: 1,000 approved genre changes from an XML and from an
encrypted database, then every track changed. Peak memory should not grow with the library, only with the changes.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "benchmarks")]

from library_read import generate_database, peak_megabytes  # noqa: E402 - the path comes first
from make_xml import write_xml  # noqa: E402
from rekurate.model import ApprovedChange, Field, Source, StagedChange  # noqa: E402


def current_genres(kind, path):
    """Return id -> genre, cheaply and without the reader under test."""
    if kind == "xml":
        import html
        import re

        found = re.findall(rb'TrackID="(\d+)".*?Genre="([^"]*)"', path.read_bytes(), re.DOTALL)
        return {id_.decode(): html.unescape(genre.decode()) for id_, genre in found}
    from rekurate.rekordbox.masterdb import read_database

    return {track.id: track.genre for track in read_database(path).tracks}


def run_one(kind, path, changes, output):
    """Export in this process and print CPU seconds, peak memory, tracks."""
    from rekurate.rekordbox.export import ExportRequest, write_export

    lines = Path(changes).read_text(encoding="utf-8").splitlines()
    approved = [
        ApprovedChange(StagedChange(id_, Field.GENRE, genre, "New & Better"), "terminal", "")
        for id_, _, genre in (line.partition("\t") for line in lines)
    ]
    source = Source(kind, Path(path), "", "", "", "")
    started, before = time.process_time(), peak_megabytes()
    exported = write_export(ExportRequest(source, approved, Path(output), "Rekurate"))
    print(time.process_time() - started, before, peak_megabytes(), len(exported.tracks))


def measure(kind, path, genres, folder):
    """Run one export and print its line."""
    changes, output = folder / "changes.txt", folder / "out" / "new.xml"
    output.parent.mkdir(exist_ok=True)
    output.unlink(missing_ok=True)
    changes.write_text("\n".join(f"{id_}\t{genre}" for id_, genre in genres.items()), encoding="utf-8")
    command = [sys.executable, __file__, "--run", kind, str(path), str(changes), str(output)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    seconds, before, peak = map(float, out[:3])
    print(
        f"  {kind:9} {out[3]:>7} changed {seconds:7.2f} CPU s   {peak:6.0f} MB peak ({before:.0f} before)", flush=True
    )


def main():
    """Generate, export, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000])
    parser.add_argument("--run", nargs=4)
    options = parser.parse_args()
    if options.run:
        run_one(*options.run)
        return
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "rekordbox").mkdir()
            paths = {"xml": folder / "library.xml", "database": folder / "rekordbox" / "master.db"}
            write_xml(paths["xml"], size)
            generate_database(paths["database"], size)
            print(f"{size} tracks")
            for kind, path in paths.items():
                genres = current_genres(kind, path)
                measure(kind, path, dict(list(genres.items())[:: max(1, len(genres) // 1000)]), folder)
                measure(kind, path, genres, folder)


if __name__ == "__main__":
    main()
