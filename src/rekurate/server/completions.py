"""Finish playlist and genre names while a person types a prompt's argument."""

from collections.abc import Awaitable, Callable, Iterable
from functools import partial

import anyio.to_thread
from mcp.types import Completion, CompletionArgument, CompletionContext, PromptReference, ResourceTemplateReference

from rekurate.curation.desk import Desk
from rekurate.errors import RekurateError
from rekurate.model import fold

_MOST = 100
"""Names in one answer: the limit of the protocol."""

Reference = PromptReference | ResourceTemplateReference
Completer = Callable[[Reference, CompletionArgument, CompletionContext | None], Awaitable[Completion | None]]


def completer(desk: Desk) -> Completer:
    """Return the handler of completion requests. When the library cannot be read, it completes nothing."""
    names = {"playlist": partial(_playlists, desk), "genre": partial(_genres, desk)}

    async def complete(
        reference: Reference,  # noqa: ARG001 - an argument means the same in every prompt
        argument: CompletionArgument,
        context: CompletionContext | None,  # noqa: ARG001 - arguments do not depend on each other
    ) -> Completion | None:
        """Offer the names that fit what was typed so far."""
        if argument.name not in names:
            return None
        try:
            known = await anyio.to_thread.run_sync(names[argument.name])
        except RekurateError:
            return None
        found = _matching(known, argument.value)
        return Completion(values=found[:_MOST], total=len(found), has_more=len(found) > _MOST)

    return complete


def _playlists(desk: Desk) -> list[str]:
    return [playlist.path for playlist in desk.library.read().playlists]


def _genres(desk: Desk) -> list[str]:
    used = {track.genre.strip() for track in desk.library.read().tracks} - {""}
    return sorted(used | set(desk.taxonomy.genres))


def _matching(names: Iterable[str], typed: str) -> list[str]:
    """Return the names that begin with what was typed, then those that contain it."""
    wanted = fold(typed)
    folded = [(name, fold(name)) for name in dict.fromkeys(names)]
    first = [name for name, text in folded if text.startswith(wanted)]
    return first + [name for name, text in folded if wanted in text and not text.startswith(wanted)]
