import json
import logging

import anyio
import mcp.types as t
import pytest
from tests.support.desk import make_desk
from tests.support.tool import ERAS, Decision, Echo, Plain, client_of, echo, error_of, server_of, tool_of

from rekurate.curation.desk import Desk
from rekurate.errors import NotApproved, StoreError
from rekurate.server import register
from rekurate.server.call import Call
from rekurate.server.spec import Question

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("era", ERAS)
async def test_the_text_of_an_answer_is_the_compact_json_of_its_structured_content(era: str) -> None:
    async with client_of(server_of(make_desk(), tool_of(echo)), era) as client:
        result = await client.call_tool("echo", {"text": "Ä", "ids": ["1"]})
    assert result.structured_content == {"said": "Ä", "rows": ["1"]}
    assert [block.text for block in result.content] == ['{"said":"Ä","rows":["1"]}']


async def test_the_description_of_a_tool_is_the_docstring_of_its_function() -> None:
    async with client_of(server_of(make_desk(), tool_of(echo))) as client:
        tool = (await client.list_tools()).tools[0]
    assert (tool.name, tool.title, tool.description) == ("echo", "Echo", "Say it again.")
    assert tool.input_schema["required"] == ["text"]
    assert tool.output_schema is not None
    assert tool.output_schema["required"] == ["said", "rows"]


async def test_arguments_are_read_once() -> None:
    seen = []

    def run(desk: Desk, arguments: Plain, call: Call) -> Echo:
        seen.append(arguments)
        return Echo(said="", rows=[])

    async with client_of(server_of(make_desk(), tool_of(run))) as client:
        await client.call_tool("echo", {"text": "x", "count": "2"})
    assert seen == [Plain(text="x", count=2)]


async def test_wrong_arguments_are_an_error_the_model_can_read() -> None:
    async with client_of(server_of(make_desk(), tool_of(echo))) as client:
        text = await error_of(client, "echo", {"txet": "x"})
    assert text.startswith("echo: 'text' is required; unknown argument 'txet' (did you mean 'text'?).")
    assert "http" not in text


async def test_our_own_errors_reach_the_model_as_written() -> None:
    def run(desk: Desk, arguments: Plain, call: Call) -> Echo:
        raise StoreError("The disk is full. Free some space and call again.")

    async with client_of(server_of(make_desk(), tool_of(run))) as client:
        text = await error_of(client, "echo", {"text": "x"})
    assert text == "echo: The disk is full. Free some space and call again."


async def test_a_crash_is_logged_and_its_text_stays_on_the_server(caplog: pytest.LogCaptureFixture) -> None:
    def run(desk: Desk, arguments: Plain, call: Call) -> Echo:
        raise KeyError("secret-token")

    with caplog.at_level(logging.ERROR):
        async with client_of(server_of(make_desk(), tool_of(run))) as client:
            text = await error_of(client, "echo", {"text": "x"})
    assert text == "Error executing tool echo"
    assert "secret-token" in caplog.text


def asking(desk: Desk, arguments: Plain, call: Call) -> Question | None:
    if arguments.flag:
        return None
    if not call.can_ask:
        raise NotApproved("This client cannot ask. Run `rekurate review` in a terminal.")
    return Question(f"Write {arguments.count}?", Decision)


def answering(desk: Desk, arguments: Plain, call: Call) -> Echo:
    """Say what the person said."""
    return Echo(said="nothing" if call.reply is None else json.dumps(call.reply.model_dump()), rows=[])


def person(action: str, **content: object):
    async def callback(context: object, params: t.ElicitRequestParams) -> t.ElicitResult:
        return t.ElicitResult(action=action, content=content or None)

    return callback


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize(
    ("callback", "said"),
    [
        (person("accept", decision="approve", count=3), '{"decision": "approve", "count": 3}'),
        (person("decline"), "nothing"),
        (person("cancel"), "nothing"),
    ],
)
async def test_a_tool_hears_what_the_person_answered(era: str, callback: object, said: str) -> None:
    server = server_of(make_desk(), tool_of(answering, ask=asking))
    async with client_of(server, era, elicitation_callback=callback) as client:
        result = await client.call_tool("echo", {"text": "x", "count": 3})
    assert result.structured_content == {"said": said, "rows": []}


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("content", [{}, {"decision": "approve"}, {"decision": "approve", "count": "three"}])
async def test_an_empty_or_wrong_answer_runs_nothing(era: str, content: dict[str, object]) -> None:
    server = server_of(make_desk(), tool_of(answering, ask=asking))
    async with client_of(server, era, elicitation_callback=person("accept", **content)) as client:
        result = await client.call_tool("echo", {"text": "x"})
    assert result.is_error or result.structured_content == {"said": "nothing", "rows": []}


@pytest.mark.parametrize("era", ERAS)
async def test_nobody_is_asked_when_nothing_needs_asking(era: str) -> None:
    server = server_of(make_desk(), tool_of(answering, ask=asking))
    async with client_of(server, era) as client:
        result = await client.call_tool("echo", {"text": "x", "flag": True})
    assert result.structured_content == {"said": "nothing", "rows": []}


@pytest.mark.parametrize("era", ERAS)
async def test_a_client_that_cannot_ask_is_told_what_can(era: str) -> None:
    async with client_of(server_of(make_desk(), tool_of(answering, ask=asking)), era) as client:
        text = await error_of(client, "echo", {"text": "x"})
    assert text == "echo: This client cannot ask. Run `rekurate review` in a terminal."


@pytest.mark.parametrize("era", ERAS)
async def test_an_answer_given_as_an_argument_is_refused(era: str) -> None:
    server = server_of(make_desk(), tool_of(answering, ask=asking))
    async with client_of(server, era, elicitation_callback=person("decline")) as client:
        text = await error_of(client, "echo", {"text": "x", "reply": {"decision": "approve", "count": 1}})
    assert "unknown argument 'reply'" in text


async def test_a_silent_client_of_the_older_protocol_gets_an_error_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "ANSWER_WITHIN", 0.05)

    async def silent(context: object, params: t.ElicitRequestParams) -> t.ElicitResult:
        await anyio.sleep_forever()
        raise AssertionError

    server = server_of(make_desk(), tool_of(answering, ask=asking))
    async with client_of(server, "legacy", elicitation_callback=silent) as client:
        text = await error_of(client, "echo", {"text": "x"})
    assert "no answer within" in text
    assert "rekurate review" in text


@pytest.mark.parametrize("era", ERAS)
async def test_half_a_character_in_a_title_does_not_lose_the_answer(era: str) -> None:
    def run(desk: Desk, arguments: Plain, call: Call) -> Echo:
        return Echo.model_construct(said="a\ud800b", rows=["\udcff", "fine \U0001f3b5\0"])

    async with client_of(server_of(make_desk(), tool_of(run)), era) as client:
        result = await client.call_tool("echo", {"text": "x"})
    assert result.structured_content == {"said": "a\ufffdb", "rows": ["\ufffd", "fine \U0001f3b5\0"]}
    assert json.loads(result.content[0].text) == result.structured_content
