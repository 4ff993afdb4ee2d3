"""Weigh what clues say into one belief, fitted to the library, and turn belief into a promise."""
