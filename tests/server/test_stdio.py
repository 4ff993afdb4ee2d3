import json
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters
from tests.support.stdio import Pipes, server_environment, write_library
from tests.support.tool import ERAS


def pipes(folder: Path, **more: str) -> Pipes:
    xml = write_library(folder / "library.xml", "Night Drive", "Äther", "Line&#10;break")
    return Pipes(server_environment(folder, REKORDBOX_XML_PATH=str(xml), **more), folder)


@pytest.mark.parametrize("version", ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"])
def test_every_older_protocol_is_spoken_over_real_pipes(tmp_path: Path, version: str) -> None:
    client = pipes(tmp_path)
    hello = client.begin(version)
    assert (hello["protocolVersion"], hello["serverInfo"]["name"]) == (version, "rekurate")
    found = client.ask("tools/call", {"name": "search_tracks", "arguments": {"query": "ather"}})["result"]
    assert json.loads(found["content"][0]["text"])["tracks"][0]["title"] == "Äther"
    assert client.leave() == 0


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_client_works_with_the_installed_command(tmp_path: Path, era: str) -> None:
    xml = write_library(tmp_path / "library.xml", "Night Drive")
    environment = server_environment(tmp_path, REKORDBOX_XML_PATH=str(xml))
    parameters = StdioServerParameters(command=sys.executable, args=["-m", "rekurate"], env=environment, cwd=tmp_path)
    async with Client(parameters, mode=era) as client:
        library = await client.call_tool("read_library", {})
        wrong = await client.call_tool("search_tracks", {"artsit": "x"})
    assert library.structured_content["tracks"] == 1
    assert library.structured_content["source"]["kind"] == "xml"
    assert "did you mean 'artist'" in wrong.content[0].text


def test_stdout_carries_json_lines_and_nothing_else(tmp_path: Path) -> None:
    client = pipes(tmp_path)
    client.begin()
    client.ask("tools/list", {})
    client.ask("prompts/list", {})
    client.ask("resources/list", {})
    for name, arguments in (
        ("read_library", {}),
        ("search_tracks", {}),
        ("search_tracks", {"track_ids": []}),
        ("search_tracks", {"playlist": "\n\0"}),
        ("no_such_tool", {}),
        ("get_track", {"track_id": "1"}),
    ):
        client.ask("tools/call", {"name": name, "arguments": arguments})
    client.ask("no/such/method", {})
    client.send(b"this is no JSON")
    client.send(b'{"jsonrpc": "2.0", "id": 99}')
    assert client.leave() == 0
    frames = [json.loads(line) for line in client.lines]
    assert all(frame["jsonrpc"] == "2.0" for frame in frames)
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in client.lines)


def test_the_server_goes_when_its_client_goes_even_in_the_middle_of_work(tmp_path: Path) -> None:
    program = (
        "from tests.support.desk import make_desk\n"
        "from tests.support.tool import *\n"
        "def run(desk, arguments, call):\n"
        "    'Work for an hour.'\n"
        "    budget = call.budget(3600)\n"
        "    while not budget.spent(): budget.progress(1, 2, 'working')\n"
        "    return Echo(said='', rows=[])\n"
        "import time\n"
        "server_of(make_desk(clock=time.time), tool_of(run)).run()\n"
    )
    environment = server_environment(tmp_path)
    root = environment["PYTHONPATH"].removesuffix("src")
    environment["PYTHONPATH"] += os.pathsep + root
    client = Pipes(environment, tmp_path, [sys.executable, "-c", program])
    client.begin()
    call = {"name": "echo", "arguments": {"text": "x"}, "_meta": {"progressToken": "t"}}
    client.send({"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": call})
    assert client.receive()["method"] == "notifications/progress"
    assert client.leave() == 0


def test_a_missing_library_is_an_answer_with_a_next_step_and_not_the_end(tmp_path: Path) -> None:
    client = Pipes(server_environment(tmp_path, REKORDBOX_XML_PATH=str(tmp_path / "gone.xml")), tmp_path)
    client.begin()
    answer = client.ask("tools/call", {"name": "read_library", "arguments": {}})["result"]
    assert answer["isError"]
    assert "gone.xml" in answer["content"][0]["text"]
    assert len(client.ask("tools/list", {})["result"]["tools"]) > 3
    assert client.leave() == 0


def test_a_wrong_setting_ends_the_start_with_one_line_that_names_it(tmp_path: Path) -> None:
    client = Pipes(server_environment(tmp_path, REKURATE_APPROVAL="yes"), tmp_path)
    assert client.leave() == 2
    assert client.lines == []
    assert client.errors() == (
        "rekurate: REKURATE_APPROVAL: must be one of client, terminal, chat, not 'yes'. "
        "Correct it in the environment or .env.\n"
    )


def test_the_store_of_a_server_that_has_left_is_one_whole_file(tmp_path: Path) -> None:
    client = pipes(tmp_path)
    client.begin()
    change = {"track_id": "1", "genre": "House"}
    staged = client.ask("tools/call", {"name": "update_tracks", "arguments": {"changes": [change]}})["result"]
    assert staged["structuredContent"]["total_pending"] == 1
    assert client.leave() == 0
    assert [path.name for path in (tmp_path / "home").glob("rekurate.sqlite*")] == ["rekurate.sqlite"]
    with closing(sqlite3.connect(tmp_path / "home" / "rekurate.sqlite")) as connection:
        assert connection.execute("SELECT new FROM staged").fetchall() == [("House",)]
