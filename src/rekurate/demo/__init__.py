"""What `rekurate demo` brings along: a library, and providers that answer about it.

Both are made from facts about released music; the library is nobody's own collection.

`data/README.md` says where each table comes from and what is made up.
"""
