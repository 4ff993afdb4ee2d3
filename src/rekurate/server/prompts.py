"""The workflows a person starts by name. Their text is data in `prompts/*.md`."""

import json
from collections.abc import Callable

from mcp.server.mcpserver.prompts import Prompt
from mcp.server.mcpserver.prompts.base import PromptArgument
from mcp.shared.exceptions import MCPError
from mcp.types import INVALID_PARAMS

from rekurate.resources import data_folder


def prompt_text(name: str) -> str:
    """Return the text of `prompts/<name>.md`, with its places still open."""
    return (data_folder("prompts") / f"{name}.md").read_text(encoding="utf-8")


def build_prompts() -> list[Prompt]:
    """Return the prompts, as the SDK keeps them."""
    return [
        Prompt(
            name="classify_genres",
            title="Classify genres",
            description="Propose genres for tracks that have none, stage what can be trusted, review the rest, export.",
            arguments=[PromptArgument(name="playlist", description="Only this playlist (name, path or id).")],
            fn=_scoped("classify_genres"),
            context_kwarg=None,
        ),
        Prompt(
            name="review_tracks",
            title="Review one batch",
            description="Review one batch of doubtful tracks from classify_tracks(format=dispatch); for a subagent.",
            arguments=[PromptArgument(name="batch", description="Number of the batch, from 1.", required=True)],
            fn=_review,
            context_kwarg=None,
        ),
        Prompt(
            name="audit_genres",
            title="Audit genres",
            description="Find tracks whose genre the evidence contradicts, and change only what the person agrees to.",
            arguments=[
                PromptArgument(name="playlist", description="Only this playlist (name, path or id)."),
                PromptArgument(name="genre", description="Only tracks of this genre."),
            ],
            fn=_scoped("audit_genres"),
            context_kwarg=None,
        ),
    ]


def _scoped(name: str) -> Callable[..., str]:
    def render(playlist: str = "", genre: str = "") -> str:
        given = {"playlist": playlist.strip(), "genre": genre.strip()}
        pairs = [f"`{key}={json.dumps(value, ensure_ascii=False)}`" for key, value in given.items() if value]
        scope = f"\n\nOnly these tracks: pass {' and '.join(pairs)} to every call that selects tracks." if pairs else ""
        return prompt_text(name).replace("{scope}", scope)

    return render


def _review(batch: str) -> str:
    number = batch.strip()
    if not (number.isascii() and number.isdigit() and int(number) > 0):
        raise MCPError(
            INVALID_PARAMS,
            f'batch must be a number from 1, not {batch[:40]!r}: classify_tracks(format="dispatch") lists the batches.',
        )
    return prompt_text("review_tracks").replace("{batch}", str(int(number)))
