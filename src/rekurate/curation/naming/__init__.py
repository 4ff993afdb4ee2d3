"""Genre names: the tables to look at, the user's spellings to unify, words to read otherwise."""
