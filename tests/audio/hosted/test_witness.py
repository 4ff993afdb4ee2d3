"""The hosted model as a source of evidence: one observation a track, kept runs, refusals, and what it says it costs."""

import base64
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.support.budgets import FreeBudget
from tests.support.evidence import MemoryCache
from tests.support.library import make_track
from tests.support.replicate import HOUSE, TOKEN, VERSION, FakeReplicate, Trouble, problem

from rekurate.audio import EffnetWitness, Job, ModelShelf, PathFinder, Room
from rekurate.audio.effnet.vector import named
from rekurate.audio.files.content import content_of
from rekurate.audio.hosted import Account, EitherEffnet, HostedEffnet, Hosting, Replicate
from rekurate.audio.reasons import audio_error
from rekurate.audio.worker import Done
from rekurate.compose.replicate import CREATING, READING
from rekurate.errors import AudioError, NotConfigured
from rekurate.evidence.http import Web
from rekurate.model import Budget, Observation, Outcome, Term, Track, file_key

CREATE = "POST /v1/predictions"


class ExcerptPool:
    """Makes the excerpt of every file but those named in `bad`."""

    workers = 2

    def __init__(self) -> None:
        self.bad: dict[str, AudioError] = {}
        self.jobs: list[Job] = []
        self.content: Callable[[Path], Mapping[str, Any]] = lambda path: {"audio": path.stem, "size": 5, "mtime": 1}

    def run(self, jobs: Sequence[Job], budget: Budget) -> Iterator[Done]:  # noqa: ARG002 - the pool's shape
        self.jobs += jobs
        for index, job in enumerate(jobs):
            name = Path(job.path).stem
            facts = {
                "excerpt": base64.b64encode(b"OggS" + name.encode()).decode(),
                "patches": 16,
                "content": self.content(Path(job.path)),
            }
            yield Done(index, None, self.bad[name]) if name in self.bad else Done(index, facts)


@pytest.fixture
def pool() -> ExcerptPool:
    return ExcerptPool()


@pytest.fixture
def cache() -> MemoryCache:
    return MemoryCache()


@pytest.fixture
def hosted(model: Replicate, pool: ExcerptPool, cache: MemoryCache, tmp_path: Path) -> HostedEffnet:
    room = Room(pool, PathFinder(), lambda: 1_717_243_200.0)
    return HostedEffnet(room, ModelShelf(tmp_path, None, lambda: 0.0), Hosting(True, model, cache))


def track(tmp_path: Path, name: str) -> Track:
    (tmp_path / f"{name}.mp3").write_bytes(b"sound")
    return make_track(id=name, location=(tmp_path / f"{name}.mp3").as_posix())


def test_an_answer_is_the_models_own_with_where_it_came_from(hosted: HostedEffnet, tmp_path: Path) -> None:
    a = track(tmp_path, "a")
    (heard,) = hosted.observe([a], FreeBudget())

    assert heard.terms == tuple(Term("effnet", name, mean) for name, mean in HOUSE.items())
    assert (heard.subject, heard.source, heard.outcome) == (file_key(a), "effnet", Outcome.USABLE)
    assert heard.version == "effnet-1/replicate:1532dd069fb4/even16/ogg16k"
    assert named(heard.facts)["Electronic---House"] == pytest.approx(0.41, abs=1e-3)
    kept = {name: heard.facts[name] for name in ("sampling", "heard", "predict_time", "prediction", "content")}
    assert kept == {
        "sampling": "even16/ogg16k",
        "heard": "by the hosted model on Replicate, 16 windows",
        "predict_time": 1.93,
        "prediction": "run0",
        "content": {"audio": "a", "size": 5, "mtime": 1},
    }
    assert "excerpt" not in heard.facts


def test_a_file_that_cannot_be_heard_costs_nothing(
    hosted: HostedEffnet, pool: ExcerptPool, fake: FakeReplicate, tmp_path: Path
) -> None:
    pool.bad["silent"] = audio_error("silent")
    heard = list(hosted.observe([track(tmp_path, "silent"), track(tmp_path, "a")], FreeBudget()))
    assert [each.outcome for each in heard] == [Outcome.NO_MATCH, Outcome.USABLE]
    assert fake.routes().count(CREATE) == 1


def test_a_failure_is_its_tracks_own(hosted: HostedEffnet, fake: FakeReplicate, tmp_path: Path) -> None:
    fake.trouble(CREATE, problem(422, "Input validation failed", "- input: audio is required"))
    heard = list(hosted.observe([track(tmp_path, name) for name in "ab"], FreeBudget()))
    assert [(each.outcome, each.facts.get("reason")) for each in heard] == [
        (Outcome.ERROR, "hosted"),
        (Outcome.USABLE, None),
    ]


def test_a_refused_account_ends_the_asking_and_no_file_is_read_for_nothing(
    hosted: HostedEffnet, pool: ExcerptPool, fake: FakeReplicate, tmp_path: Path
) -> None:
    fake.trouble(CREATE, problem(402, "Insufficient credit", "Purchase some."))
    tracks = [track(tmp_path, str(number)) for number in range(9)]
    for _ in range(2):
        with pytest.raises(NotConfigured, match="Insufficient credit"):
            list(hosted.observe(tracks, FreeBudget()))
    assert (len(pool.jobs), fake.routes()) == (4, [CREATE])


def test_a_budget_that_ends_in_the_middle_pays_for_no_run_twice(
    hosted: HostedEffnet, fake: FakeReplicate, cache: MemoryCache, tmp_path: Path
) -> None:
    a = track(tmp_path, "a")
    stopped = list(hosted.observe([a], FreeBudget(until=lambda: "GET run" in fake.routes())))
    noted = dict(cache.documents["replicate", file_key(a)])
    (heard,) = hosted.observe([a], FreeBudget())

    assert (stopped, noted["get"], noted["sound"]) == ([], f"{fake.url}/predictions/run0", "a")
    assert (heard.facts["prediction"], fake.routes().count(CREATE)) == ("run0", 1)
    assert cache.documents["replicate", file_key(a)] == {}


def test_a_run_is_noted_until_its_answer_is_kept(
    hosted: HostedEffnet, fake: FakeReplicate, cache: MemoryCache, tmp_path: Path
) -> None:
    fake.states = ["succeeded"]
    a, b = track(tmp_path, "a"), track(tmp_path, "b")
    killed = hosted.observe([a, b], FreeBudget())
    next(killed)
    killed.close()  # before anybody has kept it
    list(hosted.observe([a, b], FreeBudget()))

    assert fake.routes().count(CREATE) == 2
    assert [cache.documents["replicate", file_key(each)] for each in (a, b)] == [{}, {}]


def test_two_servers_that_ask_at_once_pay_once(
    pool: ExcerptPool, fake: FakeReplicate, cache: MemoryCache, tmp_path: Path
) -> None:
    pool.content = content_of
    webs = Web(), Web()
    tracks = [track(tmp_path, name) for name in "abc"]

    def ask(web: Web) -> list[Observation]:
        lines = web.line(CREATING, fake.url), web.line(READING, fake.url)
        hosting = Hosting(True, Replicate(Account(TOKEN, VERSION, 10, 120.0), lines, time.time), cache)
        room = Room(pool, PathFinder(), lambda: 1_717_243_200.0)
        heard = []
        witness = HostedEffnet(room, ModelShelf(tmp_path, None, time.time), hosting)
        for observation in witness.observe(tracks, FreeBudget()):
            cache.record([observation])
            heard.append(observation)
        return heard

    with ThreadPoolExecutor(2) as servers:
        both = list(servers.map(ask, webs))
    for web in webs:
        web.close()

    assert [[each.outcome for each in heard] for heard in both] == [[Outcome.USABLE] * 3] * 2
    assert fake.routes().count(CREATE) == 3


def test_an_answer_that_another_paid_for_is_taken_unless_one_asks_again_on_purpose(
    hosted: HostedEffnet, pool: ExcerptPool, fake: FakeReplicate, cache: MemoryCache, tmp_path: Path
) -> None:
    pool.content = content_of
    a = track(tmp_path, "a")
    either = EitherEffnet(Here(hosted.room, hosted.shelf), hosted)
    for asked in (either, either, either.refreshing()):
        cache.record(asked.observe([a], FreeBudget()))
    assert fake.routes().count(CREATE) == 2


def test_a_run_of_another_recording_in_the_same_place_is_not_gone_back_to(
    hosted: HostedEffnet, fake: FakeReplicate, cache: MemoryCache, tmp_path: Path
) -> None:
    a = track(tmp_path, "a")
    list(hosted.observe([a], FreeBudget(until=lambda: "GET run" in fake.routes())))
    cache.documents["replicate", file_key(a)] = {**cache.documents["replicate", file_key(a)], "sound": "another"}
    (heard,) = hosted.observe([a], FreeBudget())
    assert heard.facts["prediction"] == "run1"


def test_an_unanswered_create_is_an_error_of_its_track_and_is_not_repeated(
    hosted: HostedEffnet, fake: FakeReplicate, tmp_path: Path
) -> None:
    fake.trouble(CREATE, Trouble(hang_up=True))
    (heard,) = hosted.observe([track(tmp_path, "a")], FreeBudget())
    assert (heard.outcome, "may have been billed" in heard.message) == (Outcome.ERROR, True)
    assert hosted.spent()["unconfirmed_runs"] == 1


def test_what_it_costs_is_said_before_and_counted_after(hosted: HostedEffnet, tmp_path: Path) -> None:
    seconds, notice = hosted.estimate(1000)
    list(hosted.observe([track(tmp_path, "a")], FreeBudget()))

    assert seconds == pytest.approx(750.0)
    for word in ("Uploads an excerpt", "16 windows, 33 s", "$0.00019 a run", "about $0.1900 for 1,000", "167 min"):
        assert word in notice
    assert hosted.usage() == (1, None)
    assert hosted.spent() == {"runs": 1, "unconfirmed_runs": 0, "predict_seconds": 1.93, "usd_about": 0.00019}


class Here(EffnetWitness):
    """The local model; `why` is what it lacks."""

    why: str | None = "No weights."

    def unavailable(self) -> str | None:
        return self.why

    def observe(self, tracks: Sequence[Track], budget: Budget) -> Iterator[Observation]:  # noqa: ARG002 - the shape
        yield from (self.make(track, Outcome.USABLE) for track in tracks)


@pytest.fixture
def either(hosted: HostedEffnet) -> EitherEffnet:
    return EitherEffnet(Here(hosted.room, hosted.shelf), hosted)


def told(either: EitherEffnet) -> Mapping[str, Any]:
    return {"why": either.unavailable(), "network": either.reaches_network, "version": either.version}


def test_local_weights_win_over_the_hosted_model(either: EitherEffnet, fake: FakeReplicate, tmp_path: Path) -> None:
    assert told(either) == {"why": None, "network": True, "version": "effnet-1/replicate:1532dd069fb4/even16/ogg16k"}
    either._local.why = None  # type: ignore[attr-defined] # the fake's
    assert told(either) == {"why": None, "network": False, "version": "effnet-1/none/even16/linear16k"}
    assert "nothing is uploaded" in either.estimate(10)[1]
    list(either.observe([track(tmp_path, "a")], FreeBudget()))
    assert fake.routes() == []


def test_without_either_both_ways_are_named(hosted: HostedEffnet, model: Replicate, cache: MemoryCache) -> None:
    off = HostedEffnet(hosted.room, hosted.shelf, Hosting(False, model, cache))
    neither = EitherEffnet(Here(hosted.room, hosted.shelf), off)
    why = str(neither.unavailable())
    assert why.startswith("No weights. Or set REPLICATE_ENABLED=true and REPLICATE_API_TOKEN")
    assert not neither.reaches_network


@pytest.mark.parametrize("how", ["setting", "use"])
def test_named_weights_that_are_not_there_are_no_reason_to_upload(
    hosted: HostedEffnet, fake: FakeReplicate, tmp_path: Path, how: str
) -> None:
    gone = tmp_path / "gone.onnx"
    record = {"used": {"backbone": str(gone)}} if how == "use" else {}
    (tmp_path / "models.json").write_text(json.dumps(record))
    shelf = ModelShelf(tmp_path, None, lambda: 0.0, gone if how == "setting" else None)
    either = EitherEffnet(EffnetWitness(hosted.room, shelf), HostedEffnet(hosted.room, shelf, hosted._hosting))
    why = str(either.unavailable())
    assert str(gone) in why
    assert why.endswith("Until then nothing is uploaded in its place.")
    assert not either.reaches_network
    assert [seen.outcome for seen in either.observe([track(tmp_path, "a")], FreeBudget())] == [Outcome.ERROR]
    assert fake.routes() == []


def test_what_was_paid_for_stands_for_good(either: EitherEffnet) -> None:
    versions = (
        "effnet-1/replicate:1532dd069fb4/even16/ogg16k",
        "effnet-1/replicate:000000000000/even16/ogg16k",
        "effnet-1/none/even16/linear16k",
        "effnet-1/abcdef/even16/linear16k",
        "features-1/essentia/mid120",
    )
    hosted = [either.accepts(version) for version in versions]
    either._local.why = None  # type: ignore[attr-defined] # the fake's
    here = [either.accepts(version) for version in versions]
    assert (hosted, here) == ([True, True, True, True, False], [True, True, True, False, False])
