"""REKURATE_APPROVAL: which doors the user opens."""

from pathlib import Path

import pytest
from tests.support.approval import Booth, Reader, stage
from tests.support.tool import ERAS, client_of, error_of

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("era", ERAS)]


async def test_terminal_closes_the_door_in_the_client(
    era: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    booth, person = Booth(tmp_path, monkeypatch, "terminal"), Reader()
    async with client_of(booth.server, era, elicitation_callback=person) as client:
        await stage(client, t1="Techno")
        text = await error_of(client, "write_xml", {})
        assert "REKURATE_APPROVAL=terminal" in text
        assert "rekurate review" in text
        change = booth.desk.store.journal.staged(booth.library_id)[0]
        booth.desk.store.approvals.approve(booth.library_id, [change.hash], "terminal")
        assert not (await client.call_tool("write_xml", {})).is_error
    assert (person.questions, booth.written()) == ([], [("1", "Techno", "terminal")])


async def test_chat_lets_the_tool_prompt_approve_the_stage_it_names(
    era: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    booth, person = Booth(tmp_path, monkeypatch, "chat"), Reader()
    async with client_of(booth.server, era, elicitation_callback=person) as client:
        named = await stage(client, t1="Techno")
        assert "staged_digest" in await error_of(client, "write_xml", {})
        await stage(client, t2="House")
        assert "preview_changes" in await error_of(client, "write_xml", {"staged_digest": named})
        assert booth.written() == []
        await client.call_tool("clear_changes", {"track_ids": ["2"]})
        result = await client.call_tool("write_xml", {"staged_digest": named})
    assert result.structured_content["approvals"][0]["door"] == "chat"
    assert (person.questions, booth.written()) == ([], [("1", "Techno", "chat")])


async def test_where_the_tool_prompt_approves_only_a_preview_of_the_whole_stage_names_it(
    era: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    booth = Booth(tmp_path, monkeypatch, "chat")
    async with client_of(booth.server, era) as client:
        named = await stage(client, t1="Techno", t2="House")
        part, whole = [
            (await client.call_tool("preview_changes", asked)).structured_content
            for asked in ({"track_ids": ["1"]}, {})
        ]
    assert (part.get("staged_digest"), whole["staged_digest"]) == (None, named)
    assert named not in part["next"]
