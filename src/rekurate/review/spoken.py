"""Put commands in the place of tools, in texts that were written for agents and are shown to a person at a terminal."""

import re
from typing import Final

_AS_COMMANDS: Final = {
    "question that write_xml asks": "question that write_xml asks",  # the form in the client: really that tool
    "update_tracks, or classify_tracks with auto_stage": "`rekurate classify --stage high`",
    "enrich_tracks and analyze_audio_batch add": "`rekurate hydrate`, alone and with --analyzers features, adds",
    "enrich_tracks": "`rekurate hydrate`",
    "analyze_audio_batch": "`rekurate hydrate --analyzers`",
    "cache_coverage": "`rekurate hydrate --dry-run`",
    "classify_tracks": "`rekurate classify`",
    "evaluate_classifier": "`rekurate evaluate`",
    "get_genre_taxonomy": "`rekurate taxonomy explain`",
    "update_tracks": "`rekurate classify --stage high`",
    "preview_changes": "`rekurate review --list`",
    "write_xml": "`rekurate export`",
    "verify_import": "`rekurate verify`",
    **{
        tool: f"{tool} (a tool of your agent's)"
        for tool in ("read_library", "search_tracks", "list_exports", "undo_export", "lock_tracks", "clear_changes")
    },
}
CERTAINTIES: Final = (
    "[manual] Rekordbox's own manual; [tested] tried by others on a named version; [claimed] said by others, without a "
    "test; [advice] ours, the careful way."
)
"""What the words in brackets behind each step of an import mean."""
_TOOL: Final = re.compile(rf"`?(?<![\w/\\])({'|'.join(map(re.escape, _AS_COMMANDS))})(?![\w/\\])`?")
"""Finds tools by name, but not inside a path: a folder may be called like a tool."""


def for_terminal(text: str) -> str:
    """Return the text with each tool replaced by its command; a tool without one is said to be your agent's."""
    return _TOOL.sub(lambda found: _AS_COMMANDS[found[1]], text).replace("Call `rekurate", "Run `rekurate")
