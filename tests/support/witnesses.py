"""Witnesses that answer from a script."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from rekurate.model import Budget, Observation, Outcome, Term, Track, recording_key

Answer = Outcome | Exception


class ScriptedWitness:
    """Answers each track by its title: an outcome, or an error that ends the whole asking."""

    reaches_network = True

    def __init__(
        self, name: str = "discogs", answers: Mapping[str, Answer] | None = None, why_not: str | None = None
    ) -> None:
        self.name = name
        self.version = "1"
        self.answers = dict(answers or {})
        self.why_not = why_not
        self.asked: list[str] = []
        self.before: Callable[[], None] = lambda: None
        """Runs before each answer: a test ends a budget here."""

    def unavailable(self) -> str | None:
        return self.why_not

    def subject(self, track: Track) -> str:
        return recording_key(track)

    def usage(self) -> tuple[int, int | None]:
        return len(self.asked), 60 - len(self.asked)

    def observe(self, tracks: Sequence[Track], budget: Budget) -> Iterator[Observation]:
        for track in tracks:
            self.before()
            if budget.spent():
                return
            self.asked.append(track.title)
            answer = self.answers.get(track.title, Outcome.USABLE)
            if isinstance(answer, Exception):
                raise answer
            terms = (Term("discogs_style", "House"),) if answer.is_evidence else ()
            yield Observation(
                self.subject(track),
                self.name,
                answer,
                terms,
                version=self.version,
                message="" if answer.is_answer else "out of order",
            )
