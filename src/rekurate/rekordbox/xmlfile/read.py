"""Read a Rekordbox XML: one pass, no tree, strict first and mended where values are damaged."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, cast

from lxml import etree

from rekurate.bulk import without_collection
from rekurate.errors import LibraryDamaged, LibraryNotFound
from rekurate.model import Library, Source
from rekurate.rekordbox.stamp import library_id, stamp_of
from rekurate.rekordbox.xmlfile.collector import Collector
from rekurate.rekordbox.xmlfile.diagnosis import diagnosis
from rekurate.rekordbox.xmlfile.identify import identify
from rekurate.rekordbox.xmlfile.mend import Mender
from rekurate.rekordbox.xmlfile.playlists import build_playlists
from rekurate.rekordbox.xmlfile.report import warnings_of

_CHUNK: Final = 1 << 18


def read_xml(path: Path) -> Library:
    """Read a whole XML collection.

    Raises LibraryNotFound when the file cannot be opened, LibraryDamaged when it is no Rekordbox XML, carries a
    DOCTYPE, ends in the middle, or changes while it is read. Damaged values, missing or foreign Locations, duplicate
    ids and wrong counts are read as well as possible and counted in `warnings`.
    """
    stamp = stamp_of(path)
    with without_collection():
        collected, mended = _collect(path)
    if stamp_of(path) != stamp:
        raise LibraryDamaged(
            f"{path} changed while it was being read. Wait until its export is finished, then try again."
        )
    tracks, ids = identify(collected.tracks)
    playlists, lost = build_playlists(collected.nodes, tracks, ids)
    source = Source("xml", path, stamp.text, stamp.modified_at, collected.product, library_id("xml", path))
    return Library.of(source, tracks, playlists, {}, warnings_of(collected, tracks, mended, lost))


def _collect(path: Path) -> tuple[Collector, int]:
    """Parse strictly; when values turn out damaged, parse again through the mender. Returns the number mended."""
    try:
        with path.open("rb") as file:
            return _parse(path, iter(lambda: file.read(_CHUNK), b"")), 0
    except OSError as error:
        raise LibraryNotFound(
            f"Cannot open {path}: {error.strerror}. Set REKORDBOX_XML_PATH to an XML that can be read."
        ) from error
    except etree.XMLSyntaxError:
        return _collect_damaged(path)


def _collect_damaged(path: Path) -> tuple[Collector, int]:
    try:
        with path.open("rb") as file:
            mender = Mender(file)
            return _parse(path, mender.chunks(_CHUNK)), mender.count
    except etree.XMLSyntaxError as error:
        raise LibraryDamaged(diagnosis(path, error.msg or "")) from error


def _parse(path: Path, chunks: Iterable[bytes]) -> Collector:
    collector: Any = Collector(path)  # the stubs ask for callbacks of comments and text, which nobody wants here
    # Entities: the five of XML alone. Others need a DOCTYPE, and `Collector` refuses that.
    parser = etree.XMLParser(target=collector, load_dtd=False, no_network=True, huge_tree=True)
    for chunk in chunks:
        parser.feed(chunk)
    parser.close()
    collector.require_root()
    return cast("Collector", collector)
