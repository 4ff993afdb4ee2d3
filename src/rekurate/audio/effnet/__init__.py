"""Discogs-EffNet here: 400 styles of the Discogs vocabulary from the sound alone."""
