"""One file a tool; this list is their order in every client."""

from rekurate.server.spec import ToolSpec
from rekurate.server.tools import (
    analyze_audio_batch,
    cache_coverage,
    clear_changes,
    enrich_tracks,
    get_genre_taxonomy,
    get_track,
    list_exports,
    lock_tracks,
    preview_changes,
    read_library,
    resolve_tracks_data,
    search_tracks,
    suggest_normalizations,
    undo_export,
    update_tracks,
    verify_import,
    write_xml,
)

TOOLS: tuple[ToolSpec, ...] = (
    search_tracks.TOOL,
    get_track.TOOL,
    read_library.TOOL,
    cache_coverage.TOOL,
    enrich_tracks.TOOL,
    analyze_audio_batch.TOOL,
    resolve_tracks_data.TOOL,
    get_genre_taxonomy.TOOL,
    suggest_normalizations.TOOL,
    update_tracks.TOOL,
    preview_changes.TOOL,
    clear_changes.TOOL,
    lock_tracks.TOOL,
    write_xml.TOOL,
    list_exports.TOOL,
    undo_export.TOOL,
    verify_import.TOOL,
)
