"""Propose a genre for a track, from what is known of it; and say whether a provider's row is the same recording.

Everything here is pure: it takes the library, the evidence and the genre tables as arguments and only answers. A
proposal is made in four steps, one package each, with these words:

- `reading`: each text of a track (its artist, its folder, a term of a source) is read once into a *part*, which holds
  *clues*: numbered pairs of kind and value, such as (label, "drumcode"). Tracks with the same text share the part.
- `counting`: the *ledger* counts the user's own genred tracks by clue. The *opinion* of a clue is how much likelier
  each genre is among its tracks than in the whole library. Tracks that must not testify about another one (the track
  itself, copies of it, others of its artists) are *left out* of the counts, or *silent*.
- `weighing`: the *pool* turns the opinions within one part into *voices*, one a kind, each with the weight of its kind,
  and adds them up to a belief in each genre. Kinds that rest on one source are one *witness*. A *calibration* turns
  belief into the measured chance of being right, and that into a tier. Both are fitted twice, which gives two
  *regimes*: one for artists the user has genred before, one for strangers.
- `answering`: the short answer for a whole library, or the whole proposal with every reason.

`measure` tells how often the answers are right. `matching` stands apart and serves the sources of evidence.
"""
