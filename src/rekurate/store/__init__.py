"""Our one SQLite file: evidence, the staging journal, approvals."""
