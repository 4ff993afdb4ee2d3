"""The cache keeps what sources said, as they said it."""

import pytest
from tests.support.desk import FakeClock

from rekurate.model import EvidenceCache, Observation, Outcome, Term
from rekurate.store import Answered, Store

NOON = "2024-06-01T12:00:00+00:00"
FULL = Observation(
    "rec:1",
    "discogs",
    Outcome.USABLE,
    (Term("discogs_style", "Minimal", 0.5, "7"), Term("discogs_genre", "Electronic")),
    {"label": "Café Ω", "year": 1999},
    {"query": {"artist": "x"}, "gates": ["remix"]},
    "2024-05-01T00:00:00+00:00",
    "3",
    "a note",
)


def said(subject: str, outcome: Outcome = Outcome.USABLE, source: str = "discogs", **overrides: object) -> Observation:
    return Observation(subject, source, outcome, **{"fetched_at": NOON, **overrides})


def test_the_store_is_an_evidence_cache(store: Store) -> None:
    cache: EvidenceCache = store.evidence
    cache.record([FULL])
    assert cache.observations(["rec:1", "rec:2"]) == {"rec:1": (FULL,)}


def test_an_observation_without_a_time_gets_the_time_it_is_kept(store: Store) -> None:
    store.evidence.record([said("rec:1", fetched_at="")])
    assert store.evidence.observations(["rec:1"]) == {"rec:1": (said("rec:1"),)}


def test_a_newer_answer_replaces_the_older_of_the_same_source(store: Store) -> None:
    store.evidence.record([said("rec:1"), said("rec:1", source="beatport")])
    store.evidence.record([said("rec:1", Outcome.NO_MATCH, version="2")])
    expected = (said("rec:1", source="beatport"), said("rec:1", Outcome.NO_MATCH, version="2"))
    assert store.evidence.observations(["rec:1"]) == {"rec:1": expected}


@pytest.mark.parametrize("failure", [Outcome.ERROR, Outcome.BLOCKED, Outcome.RATE_LIMITED, Outcome.NOT_CONFIGURED])
def test_a_failure_never_takes_the_place_of_an_answer(store: Store, failure: Outcome) -> None:
    store.evidence.record([said("rec:1")])
    store.evidence.record([said("rec:1", failure, message="down")])
    assert store.evidence.observations(["rec:1"]) == {"rec:1": (said("rec:1"),)}


def test_a_failure_is_kept_where_there_is_no_answer_and_gives_way_to_one(store: Store) -> None:
    store.evidence.record([said("rec:1", Outcome.BLOCKED), said("rec:2", Outcome.ERROR)])
    store.evidence.record([said("rec:1", Outcome.ERROR, message="again"), said("rec:2", Outcome.NO_MATCH)])
    assert store.evidence.observations(["rec:1", "rec:2"]) == {
        "rec:1": (said("rec:1", Outcome.ERROR, message="again"),),
        "rec:2": (said("rec:2", Outcome.NO_MATCH),),
    }


def test_more_subjects_than_a_statement_takes_are_read_in_parts(store: Store) -> None:
    subjects = [f"rec:{number}" for number in range(2_500)]
    store.evidence.record(said(subject) for subject in subjects)
    assert store.evidence.observations(subjects) == {subject: (said(subject),) for subject in subjects}


def test_a_batch_is_kept_whole_or_not_at_all(store: Store) -> None:
    with pytest.raises(TypeError):
        store.evidence.record([said("rec:1"), said("rec:2", facts={"bad": object()})])
    assert store.evidence.observations(["rec:1", "rec:2"]) == {}


def test_answers_tell_outcome_age_and_version_of_a_whole_source(store: Store) -> None:
    store.evidence.record([said("rec:1", version="2"), said("rec:2", Outcome.BLOCKED), said("rec:3", source="lastfm")])
    assert store.evidence.answers("discogs") == {
        "rec:1": Answered(Outcome.USABLE, NOON, "2"),
        "rec:2": Answered(Outcome.BLOCKED, NOON, ""),
    }


def test_the_version_grows_with_every_batch_and_only_then(store: Store) -> None:
    before = store.evidence.version()
    store.evidence.record([said("rec:1")])
    after = store.evidence.version()
    store.evidence.record([])
    store.evidence.observations(["rec:1"])
    assert (after > before, store.evidence.version()) == (True, after)


def test_documents_are_kept_by_source_and_key(store: Store, clock: FakeClock) -> None:
    store.evidence.keep_document("discogs", "release/1", {"styles": ["Dub"], "n": 1})
    clock.pass_seconds(60)
    store.evidence.keep_document("discogs", "release/1", {"styles": ["Dub Techno"]})
    assert store.evidence.document("discogs", "release/1") == {"styles": ["Dub Techno"]}
    assert store.evidence.document("beatport", "release/1") is None


def test_of_two_that_exchange_one_document_for_theirs_one_does(store: Store) -> None:
    evidence = store.evidence
    assert evidence.exchange_document("replicate", "1", None, {"claim": "a"})
    assert not evidence.exchange_document("replicate", "1", None, {"claim": "b"})
    assert evidence.exchange_document("replicate", "1", {"claim": "a"}, {})
    assert evidence.document("replicate", "1") == {}


def test_facts_and_proof_read_like_dictionaries(store: Store) -> None:
    store.evidence.record([FULL])
    kept = store.evidence.observations(["rec:1"])["rec:1"][0]
    assert (dict(kept.facts), len(kept.proof), kept.facts.get("year"), repr(kept.proof)) == (
        {"label": "Café Ω", "year": 1999},
        2,
        1999,
        "{'query': {'artist': 'x'}, 'gates': ['remix']}",
    )


def test_text_that_is_no_unicode_is_kept_readable(store: Store) -> None:
    store.evidence.record([said("rec:1", message="bad \ud800 end", facts={"title": "x\ud800"})])
    kept = store.evidence.observations(["rec:1"])["rec:1"][0]
    assert (kept.message, kept.facts["title"]) == ("bad ? end", "x?")
