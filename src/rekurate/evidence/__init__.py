"""The doors to the world: one file or folder a source, one transport with manners."""
