import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekurate.store import Hashes

NAMES = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(300)]
TWINS = ["ab" * 8 + f"{number:048x}" for number in range(3)]
"""Of one beginning."""


def hashes(*names: str) -> Hashes:
    found = Hashes()
    for name in sorted(names):
        found.append(name)
    return found


@given(st.sets(st.sampled_from(NAMES) | st.sampled_from(TWINS)))
def test_it_holds_what_it_was_given_and_nothing_else(names: set[str]) -> None:
    found = hashes(*names)
    assert (list(found), len(found), bool(found)) == (sorted(names), len(names), bool(names))
    assert {name for name in NAMES + TWINS if name in found} == names
    assert found == hashes(*names) == names


@pytest.mark.parametrize("name", ["", "x" * 64, "ab" * 31, "ab" * 33, None, 7])
def test_what_is_no_hash_is_not_in_it(name: object) -> None:
    assert name not in hashes(*NAMES)


@pytest.mark.parametrize("name", ["zz" * 32, "ff" * 31, NAMES[0], "00" * 31 + "02"])
def test_only_hashes_in_ascending_order_are_taken(name: str) -> None:
    found = hashes("00" * 31 + "01", NAMES[0])
    with pytest.raises(ValueError, match=rf"{name}|hexadecimal"):
        found.append(name)
    assert list(found) == ["00" * 31 + "01", NAMES[0]]
