"""The bundled library and the bundled world behind `rekurate demo`: facts of released music, nobody's own collection.

`data/README.md` says where each table comes from and what is made up.
"""
