"""Credits: the lines that providers ask to be shown together with their data."""

from collections.abc import Iterable

from rekurate.curation.desk import Desk
from rekurate.model.abilities import Credited


def credits_of(desk: Desk, sources: Iterable[str]) -> tuple[str, ...]:
    """Return the credits of these sources, each once, in the order of the desk's witnesses."""
    named = frozenset(sources)
    asked = [witness for name, witness in desk.witnesses.items() if name in named]
    return tuple(dict.fromkeys(one.credit for one in asked if isinstance(one, Credited) and one.credit))
