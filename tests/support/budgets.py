"""Budgets for tests: time is theirs."""

from collections.abc import Callable


class FreeBudget:
    """Never spent, unless told so; remembers what it was told."""

    cancelled = False

    def __init__(self, until: Callable[[], bool] = lambda: False) -> None:
        self._until = until
        self.said: list[tuple[int, int, str]] = []

    def spent(self) -> bool:
        return self._until()

    def progress(self, done: int, total: int, text: str) -> None:
        self.said.append((done, total, text))
