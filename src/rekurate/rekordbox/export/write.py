"""One export from request to a validated file."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from rekurate.errors import ExportError
from rekurate.rekordbox.export.document import Node, entries, write_document
from rekurate.rekordbox.export.draft import Draft, Spools, draft, room_for_records
from rekurate.rekordbox.export.nouns import Exported, ExportRequest, LeftOuts
from rekurate.rekordbox.export.target import checked_target, new_file
from rekurate.rekordbox.export.validate import validated


def write_export(request: ExportRequest, announce: Callable[[Exported], None] | None = None) -> Exported:
    """Write the approved changes to a new XML file, atomically, and validate it before it appears.

    `announce` is called with what will be returned, when the file is whole and only lacks its name: who remembers it
    knows the file again after a kill. What it raises keeps the file from appearing.

    Raises ExportError when the output cannot be written (exists, inside Rekordbox's folder, folder missing or not
    writable), when a playlist would replace one of the user's, or when nothing is left to write. In every error case
    no file appears at `request.output`.
    """
    target = checked_target(request.output, request.source)
    if not len(request.changes):
        raise ExportError(
            "No approved change was given, so there is nothing to write. Stage and approve changes first."
        )
    with room_for_records() as spools:
        drafted = draft(request, spools)
        tally = drafted.tally
        if not tally.tracks:
            raise ExportError(_nothing_left(tally.left_out))
        nodes = _nodes(request, drafted, spools)
        counts = {node.name: node.count for node in nodes}
        with new_file(target) as file:
            write_document(file, spools.records(drafted), nodes)
            exported = _exported(request, target, drafted, counts, validated(file, tally.records, counts))
            if announce is not None:
                announce(exported)
    return exported


def _exported(
    request: ExportRequest, target: Path, drafted: Draft, counts: Mapping[str, int], checked: tuple[str, int]
) -> Exported:
    (sha256, size), tally = checked, drafted.tally
    return Exported(
        path=target,
        sha256=sha256,
        tracks=tally.tracks,
        inside=tally.inside,
        left_out=tally.left_out,
        playlist_name=drafted.name,
        playlists={name: counts[name] for name in request.playlists},
        companions=tally.records - tally.tracks,
        keep_cues=request.keep_cues and request.source.kind == "xml",
        size=size,
        warnings=tuple(_warnings(request)),
    )


def _nodes(request: ExportRequest, drafted: Draft, spools: Spools) -> list[Node]:
    """Return the dated playlist, then those asked for, with the tracks of theirs that are in the file."""
    nodes = [Node(drafted.name, drafted.tally.tracks, spools.entries())]
    for name, ids in request.playlists.items():
        there = [id_ for id_ in ids if id_ in drafted.tally.listed]
        nodes.append(Node(name, len(there), entries(there, drafted.end_of_line)))
    return nodes


def _nothing_left(left_out: LeftOuts) -> str:
    listed = ", ".join(f"{reason.value}: {count}" for reason, count in left_out.counts.items())
    example = next((each.detail for each in left_out.first if each.detail), "")
    return (
        f"Nothing is left to write ({listed}{'; ' + example if example else ''}). Read the library again, "
        "then clear or stage these changes anew."
    )


def _warnings(request: ExportRequest) -> Iterator[str]:
    if request.keep_cues and request.source.kind == "database":
        yield "Cues were not written: the database holds no beat grid, and half a cue list would replace the whole one"
