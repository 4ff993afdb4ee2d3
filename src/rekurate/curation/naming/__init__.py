"""Genre names: list the genres, unify the user's spellings, check words that are to be read as another genre."""
