"""A client that calls anything in any order and answers as it likes writes only what an honest yes was about."""

import tempfile
from pathlib import Path
from typing import Any

import anyio
import mcp.types as t
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mcp import Client
from tests.support.approval import Booth
from tests.support.tool import ERAS, client_of

TRACKS = st.sampled_from(["1", "2", "3"])
GENRES = st.sampled_from(["Techno", "House", ""])
ANSWERS = st.sampled_from(["yes", "yes", "wrong count", "reject", "decline", "cancel", "empty", "restage"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("stage"), TRACKS, GENRES),
        st.tuples(st.just("clear"), TRACKS, st.none()),
        st.tuples(st.just("lock"), TRACKS, st.booleans()),
        st.tuples(st.just("write"), ANSWERS, st.booleans()),
        st.tuples(st.just("undo"), st.none(), st.none()),
    ),
    max_size=12,
)
Value = tuple[str, str]


class Adversary:
    """Follows a list of steps, and keeps what each honest yes was about."""

    def __init__(self, booth: Booth) -> None:
        self.booth = booth
        self.answer = "decline"
        self.yes: set[Value] = set()
        self.honest: list[set[Value]] = []

    def staged(self) -> set[Value]:
        return {(change.track_id, change.new) for change in self.booth.desk.store.journal.staged(self.booth.library_id)}

    async def __call__(self, _context: object, _params: t.ElicitRequestParams) -> t.ElicitResult:
        count = len(self.booth.desk.store.approvals.pending(self.booth.library_id).unapproved)
        if self.answer == "restage":
            self.answer = "decline"
            before = self.staged()
            await self.client.call_tool("update_tracks", {"changes": [{"track_id": "3", "genre": "Ambient"}]})
            if self.staged() == before:  # locked, or staged before: a yes would be an honest one
                return t.ElicitResult(action="decline")
            return t.ElicitResult(action="accept", content={"decision": "approve", "count": count})
        if self.answer == "yes":
            self.yes |= self.staged()
        return {
            "yes": t.ElicitResult(action="accept", content={"decision": "approve", "count": count}),
            "wrong count": t.ElicitResult(action="accept", content={"decision": "approve", "count": count + 1}),
            "reject": t.ElicitResult(action="accept", content={"decision": "reject", "count": count}),
            "cancel": t.ElicitResult(action="cancel"),
            "empty": t.ElicitResult(action="accept"),
        }.get(self.answer, t.ElicitResult(action="decline"))

    async def follow(self, client: Client, step: tuple[Any, Any, Any]) -> None:
        self.client = client
        verb, one, two = step
        if verb == "stage":
            await client.call_tool("update_tracks", {"changes": [{"track_id": one, "genre": two}]})
        elif verb == "clear":
            await client.call_tool("clear_changes", {"track_ids": [one]})
        elif verb == "lock":
            await client.call_tool("lock_tracks", {"track_ids": [one], "locked": two})
        elif verb == "undo":
            await client.call_tool("undo_export", {})
        else:
            await self._write(one, named=two)

    async def _write(self, answer: str, *, named: bool) -> None:
        preview = (await self.client.call_tool("preview_changes", {})).structured_content
        arguments = {"staged_digest": preview["staged_digest"]} if named and "staged_digest" in preview else {}
        self.answer, before = answer, len(self.booth.written())
        self.booth.desk.clock.pass_seconds(1)
        await self.client.call_tool("write_xml", arguments)
        written = {(track, new) for track, new, _ in self.booth.written()[before:]}
        assert written <= self.yes
        assert not written or answer == "yes"
        self.yes -= written


@pytest.mark.parametrize("era", ERAS)
@given(steps=STEPS)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_is_written_that_no_honest_yes_was_about(era: str, steps: list[tuple[Any, Any, Any]]) -> None:
    async def play(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            adversary = Adversary(Booth(folder, patch))
            async with client_of(adversary.booth.server, era, elicitation_callback=adversary) as client:
                for step in steps:
                    await adversary.follow(client, step)
            adversary.booth.desk.store.close()

    with tempfile.TemporaryDirectory() as name:
        anyio.run(play, Path(name))
