"""Runs that are gone back to instead of paid for again."""

from collections.abc import Mapping
from typing import Any

import pytest
from tests.support.evidence import Hours, go_on
from tests.support.replicate import FakeReplicate, Trouble

from rekurate.audio.hosted import Replicate
from rekurate.errors import NotConfigured, ProviderError
from rekurate.model import Interrupted

EXCERPT = b"OggS" + bytes(1000)
CREATE = "POST /v1/predictions"


def test_who_no_longer_waits_leaves_a_note_and_the_run_is_gone_back_to(
    model: Replicate, fake: FakeReplicate, hours: Hours
) -> None:
    notes: list[Mapping[str, Any]] = []
    with pytest.raises(Interrupted):
        model.hear(EXCERPT, {}, lambda: "GET run" in fake.routes(), notes.append)
    (kept,) = notes  # whoever has kept the answer forgets it
    answer = model.hear(EXCERPT, kept, go_on, notes.append)

    assert kept == {
        "get": f"{fake.url}/predictions/run0",
        "cancel": f"{fake.url}/predictions/run0/cancel",
        "at": pytest.approx(hours.now, abs=10),
    }
    assert (answer.prediction, notes, fake.routes().count(CREATE)) == ("run0", [kept], 1)


@pytest.mark.parametrize("ended", [True, False])
@pytest.mark.parametrize(
    "trouble",
    [
        [Trouble(500)] * 3,
        [Trouble(401, b"the address has expired")],
        [Trouble(403, b"the address has expired")],
        [Trouble(404)],
        [Trouble(200, b'{"Electronic---House": 0.')],
    ],
)
def test_a_result_that_cannot_be_fetched_is_not_paid_for_again(
    model: Replicate, fake: FakeReplicate, trouble: list[Trouble], ended: bool
) -> None:
    fake.states = ["succeeded"] if ended else ["starting", "succeeded"]
    fake.trouble("GET output", *trouble)
    notes: list[Mapping[str, Any]] = []
    with pytest.raises(ProviderError) as error:
        model.hear(EXCERPT, {}, go_on, notes.append)
    answer = model.hear(EXCERPT, notes[-1], go_on, notes.append)

    assert not isinstance(error.value, NotConfigured)
    assert (answer.prediction, fake.routes().count(CREATE)) == ("run0", 1)
    assert model.bill.total() == {"runs": 1, "unconfirmed_runs": 0, "predict_seconds": 1.93, "usd_about": 0.00019}


def test_a_run_that_failed_is_another_run_when_asked_again(model: Replicate, fake: FakeReplicate) -> None:
    fake.states = ["starting", "failed"]
    notes: list[Mapping[str, Any]] = []
    for _ in range(2):
        with pytest.raises(ProviderError, match="failed on it"):
            model.hear(EXCERPT, notes[-1] if notes else {}, go_on, notes.append)
    assert fake.routes().count(CREATE) == 2


def test_a_run_whose_output_is_deleted_by_now_is_not_gone_back_to(
    model: Replicate, fake: FakeReplicate, hours: Hours
) -> None:
    notes: list[Mapping[str, Any]] = []
    with pytest.raises(Interrupted):
        model.hear(EXCERPT, {}, lambda: "GET run" in fake.routes(), notes.append)
    hours.sleep(3600)
    assert model.hear(EXCERPT, notes[0], go_on, notes.append).prediction == "run1"


def test_a_run_that_is_not_known_any_more_is_created_anew(model: Replicate, fake: FakeReplicate, hours: Hours) -> None:
    kept = {"get": f"{fake.url}/predictions/gone", "cancel": "", "at": hours.now}
    assert model.hear(EXCERPT, kept, go_on, [].append).prediction == "run0"
