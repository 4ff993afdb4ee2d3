"""Answer about a track: in short for a whole library, or with every reason."""
