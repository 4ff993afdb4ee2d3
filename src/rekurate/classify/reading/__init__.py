"""Read a track as clues: names, words, places, what sources said; a genre of its own is never looked at."""
