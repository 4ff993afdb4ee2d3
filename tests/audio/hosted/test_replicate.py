"""The contract with Replicate: what is sent, and every state and error it documents."""

import base64
import json
from dataclasses import replace
from typing import Any

import pytest
from tests.support.evidence import Hours, go_on
from tests.support.replicate import POOR, SLOW_DOWN, TOKEN, VERSION, FakeReplicate, Trouble, problem

from rekurate.audio.effnet.vector import class_names
from rekurate.audio.hosted import Replicate
from rekurate.audio.hosted.contract import read_prediction
from rekurate.audio.hosted.replicate import Answer
from rekurate.errors import NotConfigured, ProviderError, Unconfirmed
from rekurate.model import Reply

EXCERPT = b"OggS" + bytes(1000)
CREATE = "POST /v1/predictions"


def hear(model: Replicate, excerpt: bytes = EXCERPT) -> Answer:
    return model.hear(excerpt, {}, go_on, [].append)


def test_a_run_is_created_watched_and_its_result_fetched(model: Replicate, fake: FakeReplicate) -> None:
    answer = hear(model)

    assert fake.routes() == [CREATE, "GET run", "GET run", "GET output"]
    assert dict(zip(class_names(), answer.means, strict=True)) == fake.means
    assert (answer.prediction, answer.predict_time) == ("run0", 1.93)
    assert model.bill.total() == {"runs": 1, "unconfirmed_runs": 0, "predict_seconds": 1.93, "usd_about": 0.00019}


def test_the_create_is_what_is_documented(model: Replicate, fake: FakeReplicate) -> None:
    hear(model)
    created = fake.came[0]

    assert created.json() == {
        "version": VERSION,
        "input": {
            "audio": f"data:audio/ogg;base64,{base64.b64encode(EXCERPT).decode()}",
            "top_n": 10,
            "output_format": "JSON",
        },
    }
    sent = ("authorization", "content-type", "prefer", "cancel-after")
    assert [created.headers[name] for name in sent] == [f"Bearer {TOKEN}", "application/json", "wait=10", "150s"]


def test_a_run_that_ended_within_the_wait_is_not_looked_at_again(model: Replicate, fake: FakeReplicate) -> None:
    fake.states, fake.output = ["succeeded"], "data"
    assert hear(model).means[0] == 0.001
    assert fake.routes() == [CREATE]


def test_processing_with_an_output_is_not_yet_the_end(model: Replicate, fake: FakeReplicate) -> None:
    early = {
        "id": "run0",
        "status": "processing",
        "output": "data:application/json,{}",
        "urls": {"get": f"{fake.url}/predictions/run0", "cancel": f"{fake.url}/predictions/run0/cancel"},
    }
    fake.runs["run0"] = 0
    fake.trouble(CREATE, Trouble(201, early))
    hear(model)
    assert fake.routes() == [CREATE, "GET run", "GET run", "GET output"]


def test_a_large_excerpt_is_uploaded_first_under_a_name_that_says_nothing(
    model: Replicate, fake: FakeReplicate
) -> None:
    large = bytes(range(256)) * 1000
    hear(model, large)

    assert fake.routes()[:2] == ["POST /v1/files", CREATE]
    assert fake.files == {"file0": large}
    assert b'filename="excerpt.ogg"' in fake.came[0].body
    assert fake.came[1].json()["input"]["audio"] == f"{fake.url}/files/file0"


def test_an_excerpt_that_just_fits_goes_along_with_the_request(model: Replicate, fake: FakeReplicate) -> None:
    hear(model, bytes(191_900))
    assert len(fake.came[0].json()["input"]["audio"]) <= 256_000
    assert "POST /v1/files" not in fake.routes()


@pytest.mark.parametrize("state", ["failed", "canceled", "aborted"])
def test_a_run_that_came_to_nothing_says_why(model: Replicate, fake: FakeReplicate, state: str) -> None:
    fake.states, fake.error = ["starting", state], "AudioLoader: Could not find stream information"
    with pytest.raises(ProviderError, match=f"{state} on it: AudioLoader"):
        hear(model)
    assert model.bill.total()["runs"] == 1


def test_a_run_that_takes_too_long_is_cancelled(model: Replicate, fake: FakeReplicate, hours: Hours) -> None:
    fake.states = ["starting", "processing"]
    began = hours.now
    with pytest.raises(ProviderError, match="no result within 120 s, so the run was cancelled"):
        hear(model)
    assert fake.routes()[-1] == "POST cancel"
    assert fake.came[-1].path == "/v1/predictions/run0/cancel"
    assert 120 <= hours.now - began < 125


def test_a_run_that_ended_while_it_was_cancelled_counts(model: Replicate, fake: FakeReplicate) -> None:
    fake.states, fake.on_cancel = ["processing"], "succeeded"
    with pytest.raises(ProviderError, match="succeeded without a result"):
        hear(model)


@pytest.mark.parametrize("said", ["NaN", "1e400", "-1", "1" + "0" * 400, '"2 s"'])
def test_a_time_that_is_none_is_not_counted(said: str) -> None:
    body = f'{{"id": "run0", "status": "succeeded", "metrics": {{"predict_time": {said}}}}}'
    assert read_prediction(Reply(200, {}, body.encode(), "")).predict_time is None


def test_an_unknown_state_is_no_result(model: Replicate, fake: FakeReplicate) -> None:
    fake.states = ["starting", "dreaming"]
    with pytest.raises(ProviderError, match="unknown state"):
        hear(model)


def test_a_wrong_token_is_named_and_the_next_track_is_not_asked(
    model: Replicate, fake: FakeReplicate, hours: Hours
) -> None:
    model.account = replace(model.account, token="r8_wrong")
    for _ in range(2):
        with pytest.raises(NotConfigured, match="REPLICATE_API_TOKEN"):
            hear(model)
    assert fake.routes() == [CREATE]
    model.account = replace(model.account, token=TOKEN)
    hours.sleep(61)
    assert hear(model).prediction == "run0"


def test_no_credit_stops_the_asking_with_the_way_to_get_some(model: Replicate, fake: FakeReplicate) -> None:
    fake.trouble(CREATE, problem(402, "Insufficient credit", "Go to replicate.com/account/billing to purchase."))
    with pytest.raises(NotConfigured, match=r"Insufficient credit: Go to replicate.com/account/billing to purchase\.$"):
        hear(model)
    with pytest.raises(NotConfigured):
        model.check()
    assert model.bill.total()["runs"] == 0


def test_a_version_that_is_gone_names_its_setting(model: Replicate, fake: FakeReplicate) -> None:
    model.account = replace(model.account, version="mtg/effnet-discogs:0000")
    with pytest.raises(NotConfigured, match="REPLICATE_MODEL_VERSION"):
        hear(model)
    assert fake.routes() == [CREATE]


def test_an_input_that_is_refused_is_this_tracks_failure_alone(model: Replicate, fake: FakeReplicate) -> None:
    fake.trouble(CREATE, problem(422, "Input validation failed", "- input: audio is required\n"))
    with pytest.raises(ProviderError, match="audio is required") as error:
        hear(model)
    assert not isinstance(error.value, NotConfigured)
    model.check()


def test_a_file_that_is_too_large_says_so(model: Replicate, fake: FakeReplicate) -> None:
    fake.trouble("POST /v1/files", Trouble(413, {"detail": "Files must be less than 100MB in size"}))
    with pytest.raises(ProviderError, match="less than 100MB"):
        hear(model, bytes(300_000))
    assert fake.routes() == ["POST /v1/files"]


def test_a_throttled_create_waits_as_long_as_it_is_told(model: Replicate, fake: FakeReplicate, hours: Hours) -> None:
    fake.trouble(CREATE, Trouble(429, {"detail": SLOW_DOWN}))
    fake.states = ["succeeded"]
    began = hours.now
    hear(model)
    assert fake.routes() == [CREATE, CREATE, "GET output"]
    assert 1 <= hours.now - began < 2


def test_low_credit_slows_the_creates_until_the_count_shows_more(
    model: Replicate, fake: FakeReplicate, hours: Hours
) -> None:
    fake.states, fake.left = ["succeeded"], 0
    fake.trouble(CREATE, Trouble(429, {"detail": POOR}))
    times = []
    for left in (0, 0, 599, 599):
        fake.left = left
        began = hours.now
        hear(model)
        times.append(round(hours.now - began))

    assert times == [10, 10, 10, 0]  # 599 left cannot be of a limit of 6


def test_a_create_without_an_answer_is_never_sent_again(model: Replicate, fake: FakeReplicate) -> None:
    fake.trouble(CREATE, Trouble(hang_up=True))
    with pytest.raises(Unconfirmed, match="may have been billed"):
        hear(model)
    assert (fake.routes(), len(fake.runs)) == ([CREATE], 1)
    assert model.bill.total() == {"runs": 0, "unconfirmed_runs": 1, "predict_seconds": 0.0, "usd_about": 0.00019}


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_nor_is_one_that_a_server_in_between_gave_up(model: Replicate, fake: FakeReplicate, status: int) -> None:
    fake.trouble(CREATE, Trouble(status, {"detail": "upstream"}))
    with pytest.raises(Unconfirmed):
        hear(model)
    assert fake.routes() == [CREATE]


@pytest.mark.parametrize("route", ["GET run", "GET output", "POST /v1/files"])
def test_everything_else_is_asked_again(model: Replicate, fake: FakeReplicate, route: str) -> None:
    fake.trouble(route, Trouble(502), Trouble(429, {"detail": SLOW_DOWN}))
    assert hear(model, bytes(300_000)).prediction == "run0"
    assert fake.routes().count(route) >= 3
    assert fake.routes().count(CREATE) == 1


@pytest.mark.parametrize(
    ("means", "why"),
    [
        ({"Electronic---House": 0.3}, "does not hold the 400"),
        ([1, 2], "does not hold the 400"),
        (dict.fromkeys(class_names(), 7.0), "does not hold the 400"),
        (b"<html>", "no JSON"),
        (json.dumps(dict.fromkeys(class_names(), 0.1)).replace("0.1", "NaN").encode(), "does not hold the 400"),
    ],
)
def test_a_result_of_another_kind_is_an_error(model: Replicate, fake: FakeReplicate, means: Any, why: str) -> None:
    fake.means = means
    with pytest.raises(ProviderError, match=why):
        hear(model)


def test_a_broken_data_address_is_an_error(model: Replicate, fake: FakeReplicate) -> None:
    fake.output = "data:application/json;base64,%%%"
    with pytest.raises(ProviderError, match="cannot be read"):
        hear(model)


def test_success_without_a_result_is_an_error(model: Replicate, fake: FakeReplicate) -> None:
    fake.output = None
    with pytest.raises(ProviderError, match="without a result"):
        hear(model)


def test_the_token_is_shown_by_no_repr(model: Replicate) -> None:
    assert TOKEN not in repr(model.account) + repr(model)
