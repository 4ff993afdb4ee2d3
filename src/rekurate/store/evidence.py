"""What sources said, kept as they said it. Implements `rekurate.model.EvidenceCache`."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sqlite3 import Connection, Row
from typing import Any, NamedTuple

from rekurate.model import Clock, Observation, Outcome, Term
from rekurate.model.times import iso
from rekurate.store.file.connections import Connections

_CHUNK = 900
"""Subjects in one query: below SQLite's oldest limit of 999 parameters."""
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_DAMAGED = "What was kept is damaged. enrich_tracks with force_refresh=true asks again."
_ANSWERS = ", ".join(f"'{outcome}'" for outcome in Outcome if outcome.is_answer)
_COLUMNS = "subject, source, outcome, fetched_at, version, terms, facts, proof, message"
_WHOLE = "json_valid(facts) AND json_valid(proof) AND facts LIKE '{%' AND proof LIKE '{%'"
"""Asked of SQLite: what is parsed when somebody looks must not turn out to be damaged then."""
_KEEP = f"""
    INSERT INTO observation ({_COLUMNS})
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (subject, source) DO UPDATE SET
        outcome = excluded.outcome, fetched_at = excluded.fetched_at, version = excluded.version,
        terms = excluded.terms, facts = excluded.facts, proof = excluded.proof, message = excluded.message
    WHERE excluded.outcome IN ({_ANSWERS}) OR observation.outcome NOT IN ({_ANSWERS})
"""  # noqa: S608 - only words of our own enum are spliced in


class Answered(NamedTuple):
    """How and when one source last answered about one subject."""

    outcome: Outcome
    fetched_at: str
    version: str


class Lazy(Mapping[str, Any]):
    """Short JSON of one observation, parsed when somebody looks: a classification of a whole library rarely does."""

    __slots__ = ("_parsed", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._parsed: dict[str, Any] | None = None

    def _value(self) -> dict[str, Any]:
        if self._parsed is None:
            self._parsed = json.loads(self._text)
        return self._parsed

    def __getitem__(self, key: str) -> Any:
        """Return one value."""
        return self._value()[key]

    def __iter__(self) -> Iterator[str]:
        """Walk the keys."""
        return iter(self._value())

    def __len__(self) -> int:
        """Count the keys."""
        return len(self._value())

    def __repr__(self) -> str:
        """Show it as the dictionary it stands for."""
        return repr(self._value())


class Evidence:
    """Keeps observations, and documents that many tracks need."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        self._connections = connections
        self._clock = clock

    def record(self, observations: Iterable[Observation]) -> None:
        """Keep observations, each replacing the one of the same subject and source, in one transaction.

        One thing is not replaced: what a source once answered, by the news that it failed to answer this time.
        """
        now = iso(self._clock())
        rows = [_row(observation, now) for observation in observations]
        if not rows:
            return
        with self._connections.writing() as connection:
            connection.executemany(_KEEP, rows)
            connection.execute("UPDATE counter SET value = value + 1 WHERE name = 'evidence'")

    def observations(self, subjects: Iterable[str]) -> Mapping[str, tuple[Observation, ...]]:
        """Return what is kept, by subject; subjects nothing is known about are left out.

        A row that makes no sense (a damaged disk, another program) is an observation that failed, and says so.
        """
        found: defaultdict[str, list[Observation]] = defaultdict(list)
        with self._connections.reading() as connection:
            for chunk in _chunks(list(dict.fromkeys(subjects))):
                marks = ",".join("?" * len(chunk))
                query = (
                    f"SELECT {_COLUMNS}, {_WHOLE} FROM observation WHERE subject IN ({marks}) ORDER BY subject, source"  # noqa: S608 - marks only
                )
                for row in connection.execute(query, chunk):
                    found[row[0]].append(_observation(row))
        return {subject: tuple(said) for subject, said in found.items()}

    def answers(self, source: str) -> Mapping[str, Answered]:
        """Return how `source` last answered, by subject: the whole source in one pass, for coverage."""
        query = "SELECT subject, outcome, fetched_at, version FROM observation WHERE source = ?"
        with self._connections.reading() as connection:
            rows = connection.execute(query, (source,))
            return {
                subject: Answered(_OUTCOMES.get(outcome, Outcome.ERROR), at, version)
                for subject, outcome, at, version in rows
            }

    def document(self, source: str, key: str) -> Mapping[str, Any] | None:
        """Return a document kept for many tracks (a release), or None."""
        with self._connections.reading() as connection:
            return _document(connection, source, key)

    def keep_document(self, source: str, key: str, document: Mapping[str, Any]) -> None:
        """Keep a document for the other tracks that will need it, replacing an older one."""
        with self._connections.writing() as connection:
            _keep_document(connection, source, key, document, self._clock())

    def exchange_document(
        self, source: str, key: str, expected: Mapping[str, Any] | None, document: Mapping[str, Any]
    ) -> bool:
        """Keep a document if `expected` (None: none) is still what is kept, whoever else writes; return whether."""
        with self._connections.writing() as connection:
            is_expected = _document(connection, source, key) == expected
            if is_expected:
                _keep_document(connection, source, key, document, self._clock())
        return is_expected

    def version(self) -> int:
        """Return a number that grows with every recorded batch, whichever process recorded it.

        Equal numbers mean that everything concluded from the evidence still stands.
        """
        with self._connections.reading() as connection:
            row = connection.execute("SELECT value FROM counter WHERE name = 'evidence'").fetchone()
        return int(row[0])


def _row(observation: Observation, now: str) -> tuple[str, ...]:
    terms = [[term.vocabulary, term.text, term.strength, term.id] for term in observation.terms]
    return (
        observation.subject,
        observation.source,
        observation.outcome.value,
        observation.fetched_at or now,
        observation.version,
        _json(terms),
        _json(dict(observation.facts)),
        _json(dict(observation.proof)),
        _storable(observation.message),
    )


def _document(connection: Connection, source: str, key: str) -> Mapping[str, Any] | None:
    row = connection.execute("SELECT body FROM document WHERE source = ? AND key = ?", (source, key)).fetchone()
    try:
        return None if row is None else dict(json.loads(row[0]))
    except (TypeError, ValueError):  # damaged: as if it were not there, so that it is fetched anew
        return None


def _keep_document(connection: Connection, source: str, key: str, document: Mapping[str, Any], now: float) -> None:
    row = (source, key, iso(now), _json(dict(document)))
    connection.execute("INSERT OR REPLACE INTO document (source, key, kept_at, body) VALUES (?, ?, ?, ?)", row)


def _observation(row: Row | tuple[Any, ...]) -> Observation:
    *said, whole = row
    try:
        if whole:
            return _read(*said)
    except (KeyError, TypeError, ValueError):
        pass
    subject, source, _, fetched_at, version, *_ = said
    return Observation(subject, source, Outcome.ERROR, (), {}, {}, fetched_at, version, _DAMAGED)


def _read(*said: str) -> Observation:
    subject, source, outcome, fetched_at, version, terms, facts, proof, message = said
    return Observation(
        subject,
        source,
        _OUTCOMES[outcome],
        tuple(Term(*term) for term in json.loads(terms)) if terms != "[]" else (),
        Lazy(facts) if facts != "{}" else {},
        Lazy(proof) if proof != "{}" else {},
        fetched_at,
        version,
        message,
    )


def _json(value: Any) -> str:
    return _storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _storable(text: str) -> str:
    """Replace lone surrogates, which UTF-8 and so SQLite cannot hold, by question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
