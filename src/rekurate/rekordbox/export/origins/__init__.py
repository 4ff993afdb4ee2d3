"""Where records come from: the user's own XML, or the database."""
