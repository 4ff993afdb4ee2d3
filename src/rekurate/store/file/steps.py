"""The schema as named, ordered steps: a step that has shipped is never edited, the next change is another step.

Plain statements, so that reading this file costs nothing; `migrate` applies them.
"""

from typing import Final

APPLICATION_ID: Final = 0x524B5254
""""RKRT": tells our file from any other SQLite file somebody names by mistake."""

STEPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "evidence",
        (
            """CREATE TABLE observation (
                subject TEXT NOT NULL, source TEXT NOT NULL, outcome TEXT NOT NULL,
                fetched_at TEXT NOT NULL, version TEXT NOT NULL,
                terms TEXT NOT NULL, facts TEXT NOT NULL, proof TEXT NOT NULL, message TEXT NOT NULL,
                PRIMARY KEY (subject, source))""",
            # Covers `answers`, which reads a whole source for 100,000 tracks and must not touch the wide rows.
            "CREATE INDEX observation_answer ON observation (source, subject, outcome, fetched_at, version)",
            """CREATE TABLE document (
                source TEXT NOT NULL, key TEXT NOT NULL, kept_at TEXT NOT NULL, body TEXT NOT NULL,
                PRIMARY KEY (source, key)) WITHOUT ROWID""",
            "CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
            "INSERT INTO counter VALUES ('evidence', 0)",
        ),
    ),
    (
        "journal",
        (
            """CREATE TABLE journal (
                id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, process TEXT NOT NULL, actor TEXT NOT NULL,
                batch TEXT NOT NULL, library TEXT NOT NULL, kind TEXT NOT NULL, track TEXT NOT NULL,
                field TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL, hash TEXT NOT NULL, door TEXT NOT NULL,
                note TEXT NOT NULL)""",
            "CREATE INDEX journal_library ON journal (library, id)",
            """CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal
                BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
            """CREATE TRIGGER journal_stays BEFORE DELETE ON journal
                BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
            # The current stage: derived from the journal, written in the same transaction as its entries.
            """CREATE TABLE staged (
                library TEXT NOT NULL, track TEXT NOT NULL, field TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
                proposer TEXT NOT NULL, confidence TEXT NOT NULL, reason TEXT NOT NULL, hash TEXT NOT NULL,
                approval INTEGER REFERENCES journal (id),
                PRIMARY KEY (library, track, field)) WITHOUT ROWID""",
            """CREATE TABLE locked (
                library TEXT NOT NULL, track TEXT NOT NULL, PRIMARY KEY (library, track)) WITHOUT ROWID""",
        ),
    ),
    (
        "exports",
        (
            """CREATE TABLE export (
                id INTEGER PRIMARY KEY AUTOINCREMENT, library TEXT NOT NULL, state TEXT NOT NULL,
                started_at TEXT NOT NULL, finished_at TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
                digest TEXT NOT NULL, playlist TEXT NOT NULL, tracks INTEGER NOT NULL, changes INTEGER NOT NULL)""",
            "CREATE INDEX export_library ON export (library, id)",
            """CREATE TABLE export_change (
                export INTEGER NOT NULL REFERENCES export (id), position INTEGER NOT NULL, track TEXT NOT NULL,
                field TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL, proposer TEXT NOT NULL,
                confidence TEXT NOT NULL, reason TEXT NOT NULL, door TEXT NOT NULL, approved_at TEXT NOT NULL,
                location TEXT NOT NULL, artist TEXT NOT NULL, title TEXT NOT NULL, written INTEGER NOT NULL,
                PRIMARY KEY (export, position)) WITHOUT ROWID""",
        ),
    ),
    (
        # Rows from before have none, and neither has the hash that a person approved then.
        "location",
        ("ALTER TABLE staged ADD COLUMN location TEXT NOT NULL DEFAULT ''",),
    ),
    (
        # The library's file as it was read for the export. Exports from before have none.
        "stamp",
        ("ALTER TABLE export ADD COLUMN stamp TEXT NOT NULL DEFAULT ''",),
    ),
    (
        "library",
        ("CREATE TABLE library (id TEXT PRIMARY KEY, path TEXT NOT NULL) WITHOUT ROWID",),
    ),
)
"""Name and statements of each step. `PRAGMA user_version` is the number of steps a file has taken."""
