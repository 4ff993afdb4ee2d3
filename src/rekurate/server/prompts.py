"""The workflows that a person starts by name in their client. Their texts are in `prompts/*.md`."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import Final, NoReturn

from mcp.server.mcpserver.prompts import Prompt
from mcp.server.mcpserver.prompts.base import PromptArgument
from mcp.shared.exceptions import MCPError
from mcp.types import INVALID_PARAMS

from rekurate.resources import data_folder

_SHOWN: Final = 60
"""Characters of a refused value that an error repeats."""
_OVERRIDES_ARE: Final = 'genre_overrides must be the JSON text of a list such as [{"from": "DnB", "to": "Drum & Bass"}]'
_PLAYLIST: Final = "Only this playlist (name, path or id)."


def prompt_text(name: str) -> str:
    """Return the text of `prompts/<name>.md`, its placeholders ({scope}, {batch}) not filled in."""
    return (data_folder("prompts") / f"{name}.md").read_text(encoding="utf-8")


def build_prompts() -> list[Prompt]:
    """Return the prompts, as the SDK keeps them."""
    return [
        Prompt(
            name="classify_genres",
            title="Classify genres",
            description="Propose genres for tracks that have none, stage what can be trusted, review the rest, export.",
            arguments=[PromptArgument(name="playlist", description=_PLAYLIST)],
            fn=_scoped("classify_genres"),
            context_kwarg=None,
        ),
        Prompt(
            name="review_tracks",
            title="Review one batch",
            description="Review one batch of doubtful tracks from classify_tracks(format=dispatch); for a subagent.",
            arguments=[
                PromptArgument(name="batch", description="Number of the batch, from 1.", required=True),
                PromptArgument(name="playlist", description="The playlist of the dispatch, if it had one."),
                PromptArgument(
                    name="genre_overrides", description="The overrides of the dispatch as JSON text, if it had any."
                ),
            ],
            fn=_review,
            context_kwarg=None,
        ),
        Prompt(
            name="audit_genres",
            title="Audit genres",
            description="Find tracks whose genre the evidence contradicts, and change only what the person agrees to.",
            arguments=[
                PromptArgument(name="playlist", description=_PLAYLIST),
                PromptArgument(name="genre", description="Only tracks whose genre contains this."),
            ],
            fn=_scoped("audit_genres"),
            context_kwarg=None,
        ),
    ]


_SCOPE: Final = (
    "\n\nOnly these tracks: pass {pair} to every call that selects tracks. `suggest_normalizations` and "
    "`preview_changes` always cover the whole library and the whole stage: call them without it, and stage only the "
    "aliases of these tracks, with `update_tracks`."
)


def _scoped(name: str) -> Callable[..., str]:
    def render(playlist: str = "", genre: str = "") -> str:
        given = {"playlist": playlist.strip(), "genre": genre.strip()}
        if all(given.values()):
            _refuse("playlist and genre: give one of them; beside a playlist a genre would say nothing.")
        pair = next((f"`{key}={json.dumps(value, ensure_ascii=False)}`" for key, value in given.items() if value), "")
        return prompt_text(name).replace("{scope}", _SCOPE.format(pair=pair) if pair else "")

    return render


def review_guide() -> str:
    """Return how to review a batch, for agents that cannot fetch prompts; `{batch}` is not filled in."""
    return prompt_text("review_tracks").replace("{scope}", "")


def check_prompt_call(prompts: Collection[Prompt], name: str, given: Collection[str]) -> None:
    """Raise MCPError, with the names there are, for an unknown prompt or argument and for one that is missing."""
    prompt = next((prompt for prompt in prompts if prompt.name == name), None)
    if prompt is None:
        _refuse(f"There is no prompt {name[:_SHOWN]!r}. The prompts are: {', '.join(one.name for one in prompts)}.")
    taken = {argument.name: argument.required for argument in prompt.arguments or ()}
    problems = [f"{argument!r} is required" for argument, needed in taken.items() if needed and argument not in given]
    problems += [f"unknown argument {argument[:_SHOWN]!r}" for argument in given if argument not in taken]
    if problems:
        names = ", ".join(argument + (" (required)" if needed else "") for argument, needed in taken.items())
        _refuse(f"{name}: {'; '.join(problems[:5])}. Arguments of {name}: {names}.")


def _review(batch: str, playlist: str = "", genre_overrides: str = "") -> str:
    number = batch.strip()
    if not (number.isascii() and number.isdigit() and int(number) > 0):
        _refuse(
            f"batch must be a number from 1, not {batch[:_SHOWN]!r}: "
            'classify_tracks(format="dispatch") lists the batches.'
        )
    given = {"playlist": playlist.strip(), "genre_overrides": _overrides(genre_overrides)}
    scope = "".join(f", {key}={json.dumps(value, ensure_ascii=False)}" for key, value in given.items() if value)
    text = prompt_text("review_tracks").replace("{batch}", str(int(number)))
    return text.replace("{scope}", scope)


def _overrides(text: str) -> list[Mapping[str, str]]:
    """Read overrides as `classify_tracks` takes them, for its numbers of batches hold only with the same overrides."""
    if not text.strip():
        return []
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        _refuse(f"{_OVERRIDES_ARE}; this is not JSON: {error}.")
    if not isinstance(rows, list):
        _refuse(f"{_OVERRIDES_ARE}, not {text[:_SHOWN]!r}.")
    for row in rows:
        fits = isinstance(row, dict) and row.keys() == {"from", "to"}
        if not (fits and all(isinstance(word, str) and word.strip() for word in row.values())):
            _refuse(f'{_OVERRIDES_ARE}: each row has "from" and "to", both words, not {str(row)[:_SHOWN]!r}.')
    return rows


def _refuse(message: str) -> NoReturn:
    raise MCPError(INVALID_PARAMS, message)
