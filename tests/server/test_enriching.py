"""The trip to the world and back, over real pipes: providers on loopback, evidence kept, proof shown, used."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from tests.support.fake_web import RESPONSES, FakeWeb, Fault
from tests.support.stdio import Pipes, server_environment, write_library

HTML = "text/html; charset=utf-8"
DOWN = ("discogs", "beatport", "musicbrainz")
TITLES = ("Glass Tide", "Low Lantern", "Unheard Of")


class Agent:
    """Calls tools and reads their answers."""

    def __init__(self, pipes: Pipes) -> None:
        self.pipes = pipes
        pipes.begin()

    def call(self, name: str, **arguments: Any) -> Any:
        result = self.pipes.ask("tools/call", {"name": name, "arguments": arguments})["result"]
        assert not result.get("isError"), result["content"]
        return json.loads(result["content"][0]["text"])

    def genre(self) -> dict[str, Any]:
        rows = self.call("classify_tracks", format="full", track_ids=["1"])["results"]
        return rows[0]


@contextmanager
def agent(folder: Path, discogs: str, beatport: str, **more: str) -> Iterator[Agent]:
    """Start a server whose providers are these addresses."""
    xml = write_library(folder / "library.xml", *TITLES, artist="Orla Quist")
    tokens = folder / "beatport.json"
    tokens.write_text(json.dumps({"access_token": "mine", "expires_at": 4_000_000_000}))
    world = {"DISCOGS_TOKEN": "t0ken", "DISCOGS_BASE_URL": discogs, "BEATPORT_TOKEN_FILE": str(tokens),
             "BEATPORT_BASE_URL": beatport, "MUSICBRAINZ_BASE_URL": discogs, **more}  # fmt: skip
    pipes = Pipes(server_environment(folder, REKORDBOX_XML_PATH=str(xml), **world), folder)
    try:
        yield Agent(pipes)
    finally:
        assert pipes.leave() == 0


@contextmanager
def nobody() -> Iterator[str]:
    """Take connections and never answer."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def refused() -> str:
    """Return an address on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return f"http://127.0.0.1:{listening.getsockname()[1]}"


def shelf(coverage: Any, source: str) -> tuple[int, int]:
    row = next(row for row in coverage["sources"] if row["source"] == source)
    return row["usable"], row["not_searched"]


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Go the whole way once; return every answer, and how often the providers were asked."""
    folder = tmp_path_factory.mktemp("trip")
    with FakeWeb(RESPONSES / "discogs") as discogs, FakeWeb(RESPONSES / "beatport") as beatport:
        discogs.headers |= {"X-Discogs-Ratelimit": "6000", "X-Discogs-Ratelimit-Remaining": "5998"}
        with agent(folder, discogs.url, beatport.url) as client:
            said = {"before": client.genre()}
            said["first"] = client.call("enrich_tracks", providers=["discogs"], track_ids=["1", "2"])
            said["one witness"] = client.genre()
            client.call("enrich_tracks", providers=["beatport"], track_ids=["1"])
            said["two witnesses"] = client.genre()
            said["coverage"] = client.call("cache_coverage")
            said["shown"] = client.call("resolve_tracks_data", track_ids=["1"])
            said["again"] = client.call("enrich_tracks", providers=["discogs", "beatport"], track_ids=["1"])
        return said | {"asked": (len(discogs.asked), len(beatport.asked))}


def test_a_second_independent_witness_raises_the_confidence(trip: dict[str, Any]) -> None:
    rows = [trip[name] for name in ("before", "one witness", "two witnesses")]
    assert [row["confidence"] for row in rows] == ["insufficient", "low", "high"]
    assert rows[0]["probability"] < rows[1]["probability"] < rows[2]["probability"]
    assert [row.get("genre") for row in rows] == [None, "Deep House", "Deep House"]
    assert ["single-witness" in row["flags"] for row in rows] == [False, True, False]


def test_enriching_counts_what_it_asked_and_coverage_says_what_is_left(trip: dict[str, Any]) -> None:
    counts = {name: trip["first"]["sources"][0][name] for name in ("usable", "requests_spent", "requests_left")}
    assert counts == {"usable": 2, "requests_spent": 2, "requests_left": 5998}
    assert (shelf(trip["coverage"], "discogs"), shelf(trip["coverage"], "beatport")) == ((2, 1), (1, 2))
    assert trip["coverage"]["next_calls"][0].startswith("enrich_tracks(providers=")
    assert (trip["again"]["pending_before"], trip["asked"]) == (0, (2, 1))


def test_the_proof_is_shown_with_the_credit_that_discogs_asks_for(trip: dict[str, Any]) -> None:
    evidence = {one["source"]: one for one in trip["shown"]["tracks"][0]["evidence"]}
    proof, facts = evidence["discogs"]["proof"], evidence["discogs"]["facts"]
    assert (proof["release"]["id"], proof["track"]["title"]) == ("release/101", "Glass Tide")
    assert (facts["attribution"], facts["url"]) == (
        "Data provided by Discogs.",
        "https://www.discogs.com/release/101",
    )
    assert evidence["beatport"]["proof"]["components"]["title"] == 1.0
    assert trip["shown"]["credits"] == trip["first"]["credits"]
    assert trip["first"]["credits"][0].startswith("Data provided by Discogs. https://www.discogs.com")


def test_with_every_provider_down_the_library_alone_still_classifies_and_the_answer_says_why(tmp_path: Path) -> None:
    with FakeWeb(RESPONSES / "beatport") as walled, FakeWeb(RESPONSES / "musicbrainz") as broken:
        walled.fail("*", *[Fault(403, body=b"<html>Just a moment...</html>", kind=HTML)] * 9)
        broken.fail("*", *[Fault(500)] * 99)
        with agent(tmp_path, refused(), walled.url, MUSICBRAINZ_BASE_URL=broken.url) as client:
            gathered = client.call("enrich_tracks", providers=list(DOWN), track_ids=["1", "2"], time_budget_s=30)
            coverage = client.call("cache_coverage")
            summary = client.call("classify_tracks")["summary"]
        asked = len(walled.asked)

    sources = {row["source"]: row for row in gathered["sources"]}
    assert [sources[name]["failed"] for name in ("discogs", "musicbrainz")] == [2, 2]
    assert (sources["beatport"]["blocked"], asked) == (2, 2)
    assert "Discogs" in sources["discogs"]["note"]
    assert "wall" in sources["beatport"]["note"]
    assert "classify_tracks works from the library alone" in gathered["next_step"]
    assert all(name in gathered["next_step"] for name in DOWN)
    assert (coverage["ready"], shelf(coverage, "discogs")) == (False, (0, 1))
    assert summary["total"] == 3


def test_a_provider_that_never_answers_costs_no_more_than_the_time_given_and_is_named(tmp_path: Path) -> None:
    with nobody() as silence, agent(tmp_path, silence, silence) as client:
        began = monotonic()
        gathered = client.call("enrich_tracks", providers=["discogs", "beatport"], time_budget_s=2)
        assert monotonic() - began < 2 + 8
        page = gathered["page"]
        assert (gathered["stopped"], gathered["remaining"], page["next_offset"], page["returned"]) == ("time", 3, 0, 0)
        assert all("the time given was up before it answered" in source["note"] for source in gathered["sources"])
        assert "discogs, beatport gave no answer in the time given: see note" in gathered["next_step"]
        assert client.call("classify_tracks")["summary"]["total"] == 3


def test_a_client_that_leaves_while_a_provider_hangs_is_not_waited_for(tmp_path: Path) -> None:
    params = {"name": "enrich_tracks", "arguments": {"providers": ["discogs"], "time_budget_s": 60}}
    call = {"jsonrpc": "2.0", "id": 99, "method": "tools/call", "params": params}
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(20)
        silence = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with agent(tmp_path, silence, silence) as client:
            client.pipes.send(call)
            hanging, _ = listening.accept()
            began = monotonic()
        assert monotonic() - began < 12
        hanging.close()
