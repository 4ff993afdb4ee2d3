"""The files themselves, in the standard library alone: where they are, what they are, whether they changed."""
