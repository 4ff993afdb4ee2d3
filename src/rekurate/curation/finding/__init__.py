"""Choose tracks: selections, their order and their pages; and an overview of the library."""
