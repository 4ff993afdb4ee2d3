"""A row that makes no sense: evidence is skipped and counted as failed, decisions refuse with the next step."""

import pytest
from tests.support.staging import LIBRARY, genre

from rekurate.errors import StoreError
from rekurate.model import Observation, Outcome, Term
from rekurate.store import Store

GOOD = Observation("rec:2", "discogs", Outcome.USABLE, (Term("discogs_style", "Techno"),), {"a": 1}, {"b": 2})


def spoil(store: Store, statement: str, *values: object) -> None:
    with store.connections.writing() as connection:
        connection.execute(statement, values)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("outcome", "bogus"),
        ("terms", "xx"),
        ("terms", "[1]"),
        ("terms", '{"a":1}'),
        ("facts", "nope"),
        ("facts", "[]"),
        ("proof", "{"),
    ],
)
def test_damaged_evidence_is_an_attempt_that_failed_and_the_rest_is_read(store: Store, column: str, value: str) -> None:
    store.evidence.record([GOOD, Observation("rec:1", "discogs", Outcome.USABLE)])
    spoil(store, f"UPDATE observation SET {column} = ? WHERE subject = 'rec:1'", value)
    found = store.evidence.observations(["rec:1", "rec:2"])
    (damaged,), (whole,) = found["rec:1"], found["rec:2"]
    assert (damaged.outcome, dict(damaged.facts), damaged.terms) == (Outcome.ERROR, {}, ())
    assert "force_refresh=true" in damaged.message
    assert (whole.terms, dict(whole.facts), dict(whole.proof)) == (GOOD.terms, GOOD.facts, GOOD.proof)
    assert set(store.evidence.answers("discogs")) == {"rec:1", "rec:2"}
    store.evidence.record([Observation("rec:1", "discogs", Outcome.NO_MATCH)])
    assert store.evidence.observations(["rec:1"])["rec:1"][0].outcome is Outcome.NO_MATCH


def test_evidence_with_an_unknown_outcome_is_no_answer(store: Store) -> None:
    store.evidence.record([GOOD])
    spoil(store, "UPDATE observation SET outcome = 'bogus'")
    assert store.evidence.answers("discogs")["rec:2"].outcome is Outcome.ERROR


@pytest.mark.parametrize("body", ["nope", "[1]", "3"])
def test_a_damaged_document_is_fetched_anew(store: Store, body: str) -> None:
    store.evidence.keep_document("discogs", "1", {"a": 1})
    spoil(store, "UPDATE document SET body = ?", body)
    assert store.evidence.document("discogs", "1") is None


@pytest.mark.parametrize("look", ["staged", "pending", "walk"])
def test_a_damaged_decision_is_refused_as_damage_with_the_next_step(store: Store, look: str) -> None:
    store.journal.stage(LIBRARY, [genre("1")])
    spoil(store, "UPDATE staged SET field = 'bogus'")

    def walk() -> None:
        with store.approvals.walk(LIBRARY) as (_, rows):
            list(rows)

    ways = {
        "staged": lambda: store.journal.staged(LIBRARY),
        "pending": lambda: store.approvals.pending(LIBRARY),
        "walk": walk,
    }
    with pytest.raises(StoreError, match=r"damaged.*'bogus'.*Move it to a safe place"):
        ways[look]()


def test_a_damaged_export_is_refused_as_damage_with_the_next_step(store: Store) -> None:
    spoil(
        store,
        """INSERT INTO export (library, state, started_at, finished_at, path, sha256, digest, playlist, tracks, changes)
            VALUES (?, 'planned', 'garbage', '', '/x.xml', '', '', '', 0, 0)""",
        LIBRARY,
    )
    with pytest.raises(StoreError, match=r"damaged.*export 1 began at 'garbage'.*Move it"):
        store.exports.records(LIBRARY)
