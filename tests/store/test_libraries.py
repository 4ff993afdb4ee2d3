"""Whose decisions there are: counted for each library, with the place it had last."""

from tests.store.test_exports import ONE, planned
from tests.support.staging import LIBRARY, genre

from rekurate.store import Holding, Store, Written


def test_what_is_kept_is_counted_for_each_library_the_most_first(store: Store) -> None:
    store.exports.finish(LIBRARY, planned(store, ONE), Written("abc", "Rekurate", bytes([1])))
    store.journal.lock("library-2", ["1", "2"])
    store.journal.stage("library-3", [genre("1"), genre("2"), genre("3")])
    assert store.libraries.holdings() == (
        Holding("library-3", "", staged=3, locked=0, exports=0),
        Holding("library-2", "", staged=0, locked=2, exports=0),
        Holding(LIBRARY, "", staged=0, locked=0, exports=1),
    )


def test_a_library_of_which_nothing_is_left_is_not_there_and_not_new(store: Store) -> None:
    store.exports.abandon(LIBRARY, planned(store, ONE))
    store.journal.clear(LIBRARY)
    assert store.libraries.holdings() == ()
    assert not store.libraries.is_new(LIBRARY)
    assert store.libraries.is_new("library-2")


def test_the_place_a_library_had_last_is_remembered(store: Store) -> None:
    store.journal.lock(LIBRARY, ["1"])
    for path in ("/old/lib.xml", "/new/lib.xml"):
        store.libraries.remember("library-2", "/elsewhere.xml")
        store.libraries.remember(LIBRARY, path)
        assert [one.path for one in store.libraries.holdings()] == [path]
