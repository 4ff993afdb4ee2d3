"""`write_xml` writes what a person approved in the client, in both eras of the protocol, and nothing else ever."""

from collections.abc import Callable

import anyio
import mcp.types as t
import pytest
from mcp.shared.exceptions import MCPError
from tests.support.approval import Booth, Person, Reader, answering, stage
from tests.support.tool import ERAS, client_of, error_of

from rekurate.model import Field, StagedChange
from rekurate.server import register
from rekurate.store import open_store

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("era", ERAS)]
Make = Callable[..., Booth]


async def test_a_yes_with_the_right_number_writes_exactly_what_was_asked(era: str, booth: Booth) -> None:
    person = Reader()
    async with client_of(booth.server, era, elicitation_callback=person) as client:
        named = await stage(client, t1="Techno", t2="House")
        result = await client.call_tool("write_xml", {"staged_digest": named})
    assert not result.is_error, result.content
    assert booth.written() == [("1", "Techno", "elicitation"), ("2", "House", "elicitation")]
    answer = result.structured_content
    assert (answer["changes"], answer["approvals"][0]["door"], answer["path"]) == (
        2,
        "elicitation",
        str(booth.desk.exports / booth.files()[0]),
    )
    assert len(person.questions) == 1


async def test_the_question_says_what_will_be_written(era: str, booth: Booth) -> None:
    person = Reader()
    async with client_of(booth.server, era, elicitation_callback=person) as client:
        named = await stage(client, t1="Techno", t2="Te\u202ech")
        await client.call_tool("write_xml", {})
    lines = (
        "Write 2 changes into a new Rekordbox XML?",
        "  1 × (none) → Techno",
        "  1 × (none) → Te ch",
        "They are:",
        "  Mira Vale - Title 1: (none) → Techno",
        "  Mira Vale - Title 2: (none) → Te ch",
        f"To approve, choose approve and type the number 2. Stage {named}, line 2.",
    )
    assert person.questions == ["\n".join(lines)]


async def test_the_question_says_what_the_file_holds_beside_the_changes(era: str, booth: Booth) -> None:
    person = Reader()
    path = str(booth.desk.exports.parent / "mine.xml")
    async with client_of(booth.server, era, elicitation_callback=person) as client:
        rows = [{"track_id": "1", "comments": "late"}, {"track_id": "2", "rating": 3}]
        await client.call_tool("update_tracks", {"changes": rows})
        more = [{"name": "Tonight\n", "track_ids": ["1", "2"]}]
        await client.call_tool("write_xml", {"keep_cues": True, "playlists": more, "output_path": path})
    lines = person.questions[0].splitlines()
    assert lines[1:3] == ["  1 × new comments", "  1 × new rating"]
    assert lines[-4:-1] == [
        "Beat grids and cues go into the file: an import replaces yours by those of this library.",
        "Further playlists: Tonight  (2 tracks)",
        f"The file: {path}",
    ]


@pytest.mark.parametrize(
    "person",
    [
        answering("decline"),
        answering("cancel"),
        answering("accept"),
        answering("accept", decision="approve"),
        answering("accept", count=2),
        answering("accept", decision="reject", count=2),
        answering("accept", decision="approve", count=1),
        answering("accept", decision="approve", count=3),
        answering("accept", decision="approve", count=-2),
        answering("accept", decision="APPROVE", count=2),
        answering("accept", decision="approve", count="two"),
        answering("accept", decision=True, count=2),
        answering("accept", approved=True),
        answering("decline", decision="approve", count=2),
        answering("cancel", decision="approve", count=2),
    ],
)
async def test_anything_but_that_yes_writes_nothing(era: str, booth: Booth, person: Person) -> None:
    async with client_of(booth.server, era, elicitation_callback=person) as client:
        named = await stage(client, t1="Techno", t2="House")
        text = await error_of(client, "write_xml", {"staged_digest": named})
    assert text
    assert (booth.written(), booth.files(), booth.approved()) == ([], [], 0)


async def test_a_client_that_fails_to_ask_writes_nothing_and_says_so(era: str, booth: Booth) -> None:
    async def broken(context: object, params: t.ElicitRequestParams) -> t.ErrorData:
        return t.ErrorData(code=-32603, message="no window to show it in")

    async with client_of(booth.server, era, elicitation_callback=broken) as client:
        await stage(client, t1="Techno")
        if era == "legacy":
            assert "rekurate review" in await error_of(client, "write_xml", {})
        else:  # the question travels in the result: the failure stays in the client
            with pytest.raises(MCPError, match="no window"):
                await client.call_tool("write_xml", {})
    assert (booth.written(), booth.approved()) == ([], 0)


async def test_a_client_that_cannot_ask_is_told_the_other_doors(era: str, booth: Booth) -> None:
    async with client_of(booth.server, era) as client:
        await stage(client, t1="Techno")
        text = await error_of(client, "write_xml", {})
    assert "cannot ask" in text
    assert "rekurate review" in text
    assert (booth.written(), booth.approved()) == ([], 0)


async def test_a_client_that_only_opens_addresses_cannot_ask(
    era: str, booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mcp_types.FormElicitationCapability", lambda: None)
    async with client_of(booth.server, era, elicitation_callback=Reader()) as client:
        await stage(client, t1="Techno")
        assert "cannot ask" in await error_of(client, "write_xml", {})
    assert booth.written() == []


@pytest.mark.parametrize(
    "argument",
    ["approved", "approve", "decision", "count", "answer", "reply", "confirm", "door", "force", "skip_approval"],
)
async def test_no_argument_approves(era: str, booth: Booth, argument: str) -> None:
    async with client_of(booth.server, era, elicitation_callback=answering("decline")) as client:
        await stage(client, t1="Techno")
        for value in (True, "approve", 1, {"decision": "approve", "count": 1}):
            assert "unknown argument" in await error_of(client, "write_xml", {argument: value})
    assert (booth.written(), booth.approved()) == ([], 0)


@pytest.mark.parametrize("variable", ["REKURATE_APPROVAL", "REKURATE_APPROVED", "REKURATE_YES", "CI"])
async def test_no_environment_variable_approves_while_the_server_runs(
    era: str, booth: Booth, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "chat")
    async with client_of(booth.server, era, elicitation_callback=answering("decline")) as client:
        await stage(client, t1="Techno")
        await error_of(client, "write_xml", {})
    assert booth.written() == []


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("new", ["Ambient", "Techno"])
async def test_a_stage_that_changes_while_the_person_reads_is_not_what_they_approved(
    era: str, booth: Booth, named: bool, new: str
) -> None:
    other = open_store(booth.desk.store.path, booth.desk.clock)  # as another process has it

    def restage() -> None:
        other.journal.stage(booth.library_id, [StagedChange("3", Field.GENRE, "", new)])

    person = Reader(restage)
    async with client_of(booth.server, era, elicitation_callback=person) as client:
        digest = await stage(client, t1="Techno")
        result = await client.call_tool("write_xml", {"staged_digest": digest} if named else {})
    other.close()
    if era == "auto" and not named:  # asked again, about the new stage, which no longer changes
        assert [question.splitlines()[0] for question in person.questions] == [
            "Write 1 change into a new Rekordbox XML?",
            "Write 2 changes into a new Rekordbox XML?",
        ]
        assert not result.is_error
        assert [row[0] for row in booth.written()] == ["1", "3"]
    else:
        assert result.is_error
        assert (booth.written(), booth.files(), booth.approved()) == ([], [], 0)


async def test_a_silent_client_writes_nothing_and_hears_of_the_terminal(
    era: str, booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "ANSWER_WITHIN", 0.05)

    async def silent(context: object, params: t.ElicitRequestParams) -> t.ElicitResult:
        await anyio.sleep_forever()
        raise AssertionError

    async with client_of(booth.server, era, elicitation_callback=silent) as client:
        await stage(client, t1="Techno")
        if era == "legacy":
            assert "rekurate review" in await error_of(client, "write_xml", {})
        else:  # nothing waits on the server: the client simply never comes back with an answer
            with anyio.move_on_after(0.05):
                await client.call_tool("write_xml", {})
    assert (booth.written(), booth.approved()) == ([], 0)


async def test_what_was_approved_in_the_terminal_is_written_without_a_question(era: str, booth: Booth) -> None:
    person = Reader()
    async with client_of(booth.server, era, elicitation_callback=person) as client:
        named = await stage(client, t1="Techno")
        change = booth.desk.store.journal.staged(booth.library_id)[0]
        booth.desk.store.approvals.approve(booth.library_id, [change.hash], "terminal")
        result = await client.call_tool("write_xml", {"staged_digest": named})
    assert (person.questions, result.is_error) == ([], False)
    assert booth.written() == [("1", "Techno", "terminal")]


async def test_only_what_nobody_approved_yet_is_asked_about(era: str, booth: Booth) -> None:
    person = Reader()
    async with client_of(booth.server, era, elicitation_callback=person) as client:
        await stage(client, t1="Techno")
        change = booth.desk.store.journal.staged(booth.library_id)[0]
        booth.desk.store.approvals.approve(booth.library_id, [change.hash], "terminal")
        await stage(client, t2="House")
        result = await client.call_tool("write_xml", {})
    assert person.questions[0].splitlines()[:2] == [
        "Write 1 change into a new Rekordbox XML?",
        "(1 more of the stage are approved already.)",
    ]
    assert [one["door"] for one in result.structured_content["approvals"]] == ["elicitation", "terminal"]
    assert booth.written() == [("1", "Techno", "terminal"), ("2", "House", "elicitation")]


async def test_a_client_that_cannot_ask_writes_the_part_that_is_approved(era: str, booth: Booth) -> None:
    async with client_of(booth.server, era) as client:
        await stage(client, t1="Techno", t2="House")
        change = booth.desk.store.journal.staged(booth.library_id)[0]
        booth.desk.store.approvals.approve(booth.library_id, [change.hash], "terminal")
        result = await client.call_tool("write_xml", {})
    assert (booth.written(), result.structured_content["not_approved"]) == ([("1", "Techno", "terminal")], 1)


async def test_an_empty_stage_and_a_stale_digest_name_the_next_call(era: str, booth: Booth) -> None:
    async with client_of(booth.server, era, elicitation_callback=Reader()) as client:
        assert "update_tracks" in await error_of(client, "write_xml", {})
        await stage(client, t1="Techno")
        assert "preview_changes" in await error_of(client, "write_xml", {"staged_digest": "0123456789abcdef"})
    assert booth.written() == []


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"output_path": "genres.xml"}, "must be absolute"),
        ({"output_path": "/nowhere/at/all/genres.xml"}, "does not exist. Make it or choose another"),
        ({"playlists": [{"name": "Set", "track_ids": ["nobody"]}]}, "search_tracks finds ids"),
    ],
)
async def test_nobody_is_asked_about_a_file_that_could_not_be_written(
    era: str, booth: Booth, arguments: dict[str, object], text: str
) -> None:
    person = Reader()
    async with client_of(booth.server, era, elicitation_callback=person) as client:
        await stage(client, t1="Techno")
        assert text in await error_of(client, "write_xml", arguments)
    assert (person.questions, booth.written(), booth.approved()) == ([], [], 0)


async def test_two_exports_of_one_minute_have_playlists_of_their_own(era: str, booth: Booth) -> None:
    async with client_of(booth.server, era, elicitation_callback=Reader()) as client:
        names = []
        for genre in ("Techno", "House", "Ambient"):
            await stage(client, t1=genre)
            names.append((await client.call_tool("write_xml", {})).structured_content["playlist"])
    assert names == [names[0], f"{names[0]} (2)", f"{names[0]} (3)"]
