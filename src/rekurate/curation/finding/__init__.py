"""Choose tracks: the selection, its order, its pages, and the library at a glance."""
