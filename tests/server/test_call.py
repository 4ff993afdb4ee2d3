import threading
import time

import anyio
import pytest
from mcp.server.mcpserver import Context
from tests.support.desk import FakeClock, make_desk
from tests.support.tool import ERAS, Echo, Plain, client_of, server_of, tool_of

from rekurate.curation.desk import Desk
from rekurate.server import register
from rekurate.server.call import Call

pytestmark = pytest.mark.anyio


async def said_by(run: object, **more: object) -> str:
    async with client_of(server_of(make_desk(**more), tool_of(run))) as client:
        result = await client.call_tool("echo", {"text": "x"})
    return result.structured_content["said"]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    """Replace the clock that runs on, whatever becomes of the time of day."""
    clock = FakeClock()
    monkeypatch.setattr(register, "monotonic", clock)
    return clock


async def test_a_budget_ends_when_its_seconds_have_passed(clock: FakeClock) -> None:
    def run(desk: Desk, arguments: Plain, call: Call) -> Echo:
        budget = call.budget(40)
        answers = [budget.spent()]
        clock.pass_seconds(39.9)
        answers.append(budget.spent())
        clock.pass_seconds(0.2)
        return Echo(said=str([*answers, budget.spent()]), rows=[])

    assert await said_by(run) == "[False, False, True]"


@pytest.mark.parametrize("era", ERAS)
async def test_progress_reaches_the_client_a_few_times_a_second_and_at_the_end(era: str, clock: FakeClock) -> None:
    def run(desk: Desk, arguments: Plain, call: Call) -> Echo:
        budget = call.budget(40)
        for done in range(1, 101):
            clock.pass_seconds(0.01)
            budget.progress(done, 100, f"track {done}")
        return Echo(said="", rows=[])

    heard = []

    async def listen(progress: float, total: float | None, message: str | None) -> None:
        heard.append((progress, total, message))

    async with client_of(server_of(make_desk(), tool_of(run)), era) as client:
        await client.call_tool("echo", {"text": "x"}, progress_callback=listen)
    assert heard[0] == (1, 100, "track 1")
    assert heard[-1] == (100, 100, "track 100")
    assert 4 <= len(heard) <= 6


@pytest.mark.parametrize("era", ERAS)
async def test_a_cancelled_call_stops_after_the_piece_it_is_at_and_keeps_what_is_done(era: str) -> None:
    begun, kept, ended = threading.Event(), [], threading.Event()

    def run(desk: Desk, arguments: Plain, call: Call) -> Echo:
        budget = call.budget(1000)
        latest = time.monotonic() + 10
        while not budget.spent():
            assert time.monotonic() < latest
            kept.append("piece")
            begun.set()
            budget.progress(len(kept), 10_000_000, "working")
        assert budget.cancelled
        ended.set()
        return Echo(said="", rows=[])

    async with client_of(server_of(make_desk(), tool_of(run)), era) as client:
        with anyio.move_on_after(30) as scope:
            async with anyio.create_task_group() as group:
                group.start_soon(client.call_tool, "echo", {"text": "x"})
                await anyio.to_thread.run_sync(begun.wait, 10)
                group.cancel_scope.cancel()
        assert not scope.cancelled_caught
        assert await anyio.to_thread.run_sync(ended.wait, 10)
    assert kept


async def test_a_budget_outside_the_server_is_never_cancelled() -> None:
    budget = Call(Context(), FakeClock()).budget(1)
    budget.progress(1, 2, "nobody listens")
    assert not budget.cancelled
    assert not budget.spent()


@pytest.mark.parametrize("era", ERAS)
async def test_a_call_knows_the_clients_name(era: str) -> None:
    def run(desk: Desk, arguments: Plain, call: Call) -> Echo:
        return Echo(said=call.client, rows=[str(call.can_ask)])

    async with client_of(server_of(make_desk(), tool_of(run)), era) as client:
        result = await client.call_tool("echo", {"text": "x"})
    assert result.structured_content == {"said": "mcp", "rows": ["False"]}
