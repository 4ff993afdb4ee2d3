"""Collect contradictions, so that a person mends all of them in one go."""

from typing import Final

from rekurate.errors import TaxonomyError

_SHOWN: Final = 20


class Problems:
    """What is wrong in the files, each with its place."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        """Start with none."""
        self._found: list[str] = []

    def add(self, place: str, text: str) -> None:
        """Keep one: `place` names file and entry, `text` says the contradiction and what would be right."""
        self._found.append(f"{place}: {text}")

    def refuse(self) -> None:
        """Raise TaxonomyError if there is any."""
        if not self._found:
            return
        shown = self._found[:_SHOWN]
        more = len(self._found) - len(shown)
        told = "\n".join(f"- {problem}" for problem in shown) + (f"\n- and {more} more" if more else "")
        raise TaxonomyError(
            f"The genre tables contradict themselves:\n{told}\n"
            "Mend these entries until `rekurate taxonomy check` finds none, then start Rekurate again."
        )
