"""Count the genred tracks by clue, tempo and genre, and leave out those that may not testify."""
