"""The one SQLite file itself: where it is, its schema, who has it open, what may be wrong with it."""
