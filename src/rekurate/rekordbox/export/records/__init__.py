"""One record of a collection as bytes: found, read, changed where it was staged, or made anew."""
