"""The doors to the world: one file a source, one transport with manners."""
