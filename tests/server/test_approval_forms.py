"""A yes in a form that is empty or does not fit: what was wrong and what to do, in both eras of the protocol."""

import pytest
from tests.support.approval import Booth, answering, stage
from tests.support.tool import ERAS, client_of, error_of

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("era", ERAS)]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({}, "empty or unreadable form"),
        ({"approved": True}, "decision: Field required; count: Field required"),
        ({"count": 1}, "decision: Field required"),
        ({"decision": "yes", "count": 1}, "decision: Input should be 'approve' or 'reject'"),
        ({"decision": "approve"}, "count: Field required"),
        ({"decision": "approve", "count": 1.5}, "count: Input should be a valid integer"),
        ({"decision": "approve", "count": True}, "count: must be a whole number"),
        ({"decision": "approve", "count": "one"}, "count: must be a whole number"),
    ],
)
async def test_a_form_that_is_empty_or_does_not_fit_is_answered_by_what_is_wrong_and_the_next_step(
    era: str, booth: Booth, content: dict[str, object], why: str
) -> None:
    async with client_of(booth.server, era, elicitation_callback=answering("accept", **content)) as client:
        await stage(client, t1="Techno")
        text = await error_of(client, "write_xml", {})
    assert text.startswith("write_xml: ")
    assert why in text
    assert "nothing was done. Call again" in text
    assert "rekurate review" in text
    assert "Resolver" not in text
    assert (booth.written(), booth.approved()) == ([], 0)


@pytest.mark.parametrize("typed", [1.0, "1"])
async def test_a_client_may_send_the_typed_number_with_a_decimal_point_or_as_text(
    era: str, booth: Booth, typed: object
) -> None:
    person = answering("accept", decision="approve", count=typed)
    async with client_of(booth.server, era, elicitation_callback=person) as client:
        await stage(client, t1="Techno")
        result = await client.call_tool("write_xml", {})
    assert not result.is_error, result.content
    assert booth.written() == [("1", "Techno", "elicitation")]


async def test_the_form_is_one_that_every_client_can_show(era: str, booth: Booth) -> None:
    shown: list[object] = []

    async def person(context: object, params: object) -> object:
        shown.append(params.requested_schema["properties"]["count"]["type"])
        return await answering("decline")(context, params)

    async with client_of(booth.server, era, elicitation_callback=person) as client:
        await stage(client, t1="Techno")
        await error_of(client, "write_xml", {})
    assert shown == ["integer"]
