"""What can be measured of a track's sound: tempo, key, loudness, rhythm, spectrum."""
