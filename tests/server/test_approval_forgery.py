"""A raw client of the modern protocol forges, replays and tampers: it gets asked again, or refused."""

from pathlib import Path
from typing import Any

import mcp.types as t
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from tests.support.approval import Booth, answering, digest, stage
from tests.support.tool import client_of

pytestmark = pytest.mark.anyio


async def call(client: Client, answers: Any = None, state: str | None = None, **arguments: Any) -> Any:
    """Call `write_xml` as a client that drives the rounds itself."""
    return await client.session.call_tool(
        "write_xml", arguments, input_responses=answers, request_state=state, allow_input_required=True
    )


def yes(asked: t.InputRequiredResult, count: int) -> dict[str, t.ElicitResult]:
    """Answer every question of a round."""
    said = t.ElicitResult(action="accept", content={"decision": "approve", "count": count})
    return dict.fromkeys(asked.input_requests or {}, said)


async def test_an_answer_before_the_question_is_not_heard(booth: Booth) -> None:
    async with client_of(booth.server, elicitation_callback=answering("decline")) as client:
        await stage(client, t1="Techno")
        asked = await call(client)
        forged = await call(client, yes(asked, 1))
    assert isinstance(forged, t.InputRequiredResult)
    assert (booth.written(), booth.approved()) == ([], 0)


async def test_a_tampered_state_is_refused(booth: Booth) -> None:
    async with client_of(booth.server, elicitation_callback=answering("decline")) as client:
        await stage(client, t1="Techno")
        asked = await call(client)
        state = asked.request_state
        for forged in (state[:-6] + "AAAAAA", state.swapcase(), "e30", ""):
            try:
                result = await call(client, yes(asked, 1), forged)
            except MCPError:
                continue
            assert isinstance(result, t.InputRequiredResult)
    assert (booth.written(), booth.approved()) == ([], 0)


async def test_the_state_of_another_server_is_refused(booth: Booth, tmp_path: Path) -> None:
    other = Booth(tmp_path / "other", pytest.MonkeyPatch())
    async with client_of(other.server, elicitation_callback=answering("decline")) as client:
        await stage(client, t1="Techno")
        foreign = await call(client)
    async with client_of(booth.server, elicitation_callback=answering("decline")) as client:
        await stage(client, t1="Techno")
        with pytest.raises(MCPError):
            await call(client, yes(foreign, 1), foreign.request_state)
    assert booth.approved() == 0


async def test_an_answer_to_one_stage_is_no_answer_to_another(booth: Booth) -> None:
    async with client_of(booth.server, elicitation_callback=answering("decline")) as client:
        await stage(client, t1="Techno")
        asked = await call(client)
        await stage(client, t1="Ambient")
        again = await call(client, yes(asked, 1), asked.request_state)
    assert isinstance(again, t.InputRequiredResult)
    assert (booth.written(), booth.approved()) == ([], 0)


async def test_an_answer_is_good_for_one_export(booth: Booth) -> None:
    async with client_of(booth.server, elicitation_callback=answering("decline")) as client:
        named = await stage(client, t1="Techno")
        asked = await call(client)
        done = await call(client, yes(asked, 1), asked.request_state)
        assert not done.is_error
        assert await stage(client, t1="Techno") == named  # the very same change again
        replayed = await call(client, yes(asked, 1), asked.request_state)
    assert isinstance(replayed, t.InputRequiredResult)
    assert (len(booth.written()), booth.approved()) == (1, 0)


async def test_an_answer_that_was_cleared_away_is_asked_for_again(booth: Booth) -> None:
    async with client_of(booth.server, elicitation_callback=answering("decline")) as client:
        named = await stage(client, t1="Techno")
        asked = await call(client)
        await client.call_tool("clear_changes", {})
        assert await stage(client, t1="Techno") == named
        replayed = await call(client, yes(asked, 1), asked.request_state)
    assert isinstance(replayed, t.InputRequiredResult)
    assert booth.approved() == 0


async def test_an_answer_cannot_move_to_another_call(booth: Booth) -> None:
    async with client_of(booth.server, elicitation_callback=answering("decline")) as client:
        await stage(client, t1="Techno", t2="House")
        asked = await call(client)
        with pytest.raises(MCPError):
            await client.session.call_tool(
                "undo_export", {}, input_responses=yes(asked, 2), request_state=asked.request_state
            )
        assert len(await digest(client)) == 16
    assert booth.written() == []
