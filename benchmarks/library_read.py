"""What reading a library costs against the least it could.

    uv run --extra audio python benchmarks/library_read.py --tracks 100000

Database: against one bare SQL statement with the same columns and seven joins, and two for playlists and My Tags, all
through sqlcipher3. XML: against an expat pass that hands every element's attributes to Python, and a silent one.
CPU seconds, each measurement in a process of its own, the best of three.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "benchmarks")]

BARE = """
SELECT c.ID, c.Title, a.Name, r.Name, al.Name, g.Name, l.Name, k.ScaleName, c.Commnt, c.BPM, c.ReleaseYear, c.Rating,
 c.Length, c.StockDate, c.ColorID, c.DJPlayCount, c.BitRate, c.FileSize, c.FolderPath
FROM djmdContent c LEFT JOIN djmdArtist a ON a.ID = c.ArtistID LEFT JOIN djmdArtist r ON r.ID = c.RemixerID
 LEFT JOIN djmdArtist o ON o.ID = c.ComposerID LEFT JOIN djmdAlbum al ON al.ID = c.AlbumID
 LEFT JOIN djmdGenre g ON g.ID = c.GenreID LEFT JOIN djmdLabel l ON l.ID = c.LabelID
 LEFT JOIN djmdKey k ON k.ID = c.KeyID
WHERE c.rb_local_deleted = 0
"""


def generate_database(path, count):
    """Write an encrypted master.db of `count` live and a fifth as many deleted tracks."""
    from tests.support.rekordbox_db import Row, Tables, build_database

    chance = random.Random(2)
    rows = [
        Row(
            id=str(10_000_000 + n * 13), path=f"/Users/dj/Music/Artist {n % 4000}/{n} track with a usual name.mp3",
            title=f"Track {n} (Artist {n % 999}'s Remix)", artist=f"Artist {chance.randrange(4000)}",
            remixer=f"Artist {n % 999}" if n % 3 == 0 else None, composer=f"Composer {n % 800}" if n % 5 == 0 else None,
            album=f"Album {chance.randrange(20000)}", genre=chance.choice((None, "House", "Techno", "Drum & Bass")),
            label=f"Label {chance.randrange(1500)}", key=chance.choice(("8A", "Am", None)),
            comment="Bought from a shop, /* Peak Time / Dark */", bpm=chance.randrange(8000, 18000),
            rating=chance.randrange(6), color=str(chance.randrange(9)), deleted=int(n % 6 == 5),
        )
        for n in range(count * 6 // 5)
    ]  # fmt: skip
    lists = [(str(n), f"Set {n}", "root", 0) for n in range(count // 50)]
    entries = {list_[0]: [rows[chance.randrange(len(rows))].id for _ in range(100)] for list_ in lists}
    tags = [("1", "Genre", "root"), *((str(n), f"Tag {n}", "1") for n in range(2, 40))]
    tagged = [(rows[chance.randrange(len(rows))].id, str(chance.randrange(2, 40))) for _ in range(count // 2)]
    build_database(path, rows, Tables(lists, entries, tags, tagged), encrypted=True)


def bare_sql(path):
    """Run the statements and fetch everything."""
    import sqlcipher3.dbapi2 as sqlcipher

    from rekurate.rekordbox.masterdb.key import database_key

    connection = sqlcipher.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    connection.execute(f"PRAGMA key = '{database_key()}'")
    rows = connection.execute(BARE).fetchall()
    connection.execute("SELECT PlaylistID, ContentID, TrackNo FROM djmdSongPlaylist").fetchall()
    connection.execute("SELECT ContentID, MyTagID FROM djmdSongMyTag").fetchall()
    return len(rows)


def ours_database(path):
    """Read with Rekurate."""
    from rekurate.rekordbox.masterdb import read_database

    return len(read_database(Path(path)).tracks)


def pyrekordbox_database(path):
    """Read five names a track through pyrekordbox, as its documentation shows."""
    from pyrekordbox import MasterDatabase

    content = MasterDatabase(path).get_content()
    return sum(len((t.ArtistName, t.AlbumName, t.GenreName, t.LabelName, t.KeyName)) for t in content) // 5


def expat_parse(path):
    """Parse, and let nobody know."""
    from xml.parsers import expat

    with Path(path).open("rb") as file:
        expat.ParserCreate().ParseFile(file)


def expat_attributes(path):
    """Parse, hand every element to Python, keep the attributes and offset of each track."""
    from xml.parsers import expat

    parser, kept = expat.ParserCreate(), []

    def start(tag, attributes):
        if tag == "TRACK" and "TrackID" in attributes:
            kept.append((parser.CurrentByteIndex, attributes))

    parser.StartElementHandler = start
    with Path(path).open("rb") as file:
        parser.ParseFile(file)
    return len(kept)


def ours_xml(path):
    """Read with Rekurate."""
    from rekurate.rekordbox.xmlfile import read_xml

    return len(read_xml(Path(path)).tracks)


def pyrekordbox_xml(path):
    """Parse and read eight fields a track with pyrekordbox."""
    from pyrekordbox import RekordboxXml

    fields = ("TrackID", "Name", "Artist", "Album", "Genre", "AverageBpm", "Label", "Location")
    return sum(1 for track in RekordboxXml(path).get_tracks() if [track[field] for field in fields])


def measure(name, path, times):
    """Return the least CPU seconds of `times` runs, and the peak memory in MB."""
    best, memory = 1e9, 0
    for _ in range(times):
        command = [sys.executable, __file__, "--run", name, str(path)]
        seconds, megabytes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        best, memory = min(best, float(seconds)), float(megabytes)
    print(f"  {name:24} {best:7.2f} CPU s   {memory:6.0f} MB", flush=True)
    return best


def peak_megabytes():
    """Return this process's own peak; `ru_maxrss` would also count the parent it was forked from."""
    status = Path("/proc/self/status")
    if not status.exists():
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return int(status.read_text(encoding="utf-8").partition("VmHWM:")[2].split()[0]) / 1024


def run_one(name, path):
    """Measure one reading in this process."""
    started = time.process_time()
    globals()[name](path)
    print(time.process_time() - started, peak_megabytes())


def main():
    """Generate, measure, print ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tracks", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--peers", action="store_true", help="also pyrekordbox, which is slow")
    parser.add_argument("--run", nargs=2, metavar=("NAME", "PATH"))
    options = parser.parse_args()
    if options.run:
        run_one(*options.run)
        return
    from make_xml import write_xml

    with tempfile.TemporaryDirectory() as folder:
        database, xml = Path(folder) / "master.db", Path(folder) / "library.xml"
        generate_database(database, options.tracks)
        write_xml(xml, options.tracks)
        sizes = [path.stat().st_size >> 20 for path in (database, xml)]
        print(f"{options.tracks} tracks, database {sizes[0]} MB, XML {sizes[1]} MB")
        compare_databases(database, options)
        compare_xmls(xml, options)


def compare_databases(path, options):
    """Print the readings of one database."""
    floor = measure("bare_sql", path, options.times)
    print(f"  = {measure('ours_database', path, options.times) / floor:.2f} x the bare SQL")
    if options.peers:
        print(f"  = {measure('pyrekordbox_database', path, 1) / floor:.1f} x the bare SQL")


def compare_xmls(path, options):
    """Print the readings of one XML."""
    parse = measure("expat_parse", path, options.times)
    floor = measure("expat_attributes", path, options.times)
    ours = measure("ours_xml", path, options.times)
    print(f"  = {ours / floor:.2f} x an expat pass with attributes, {ours / parse:.2f} x a silent one")
    if options.peers:
        print(f"  = {measure('pyrekordbox_xml', path, 1) / floor:.1f} x an expat pass with attributes")


if __name__ == "__main__":
    main()
