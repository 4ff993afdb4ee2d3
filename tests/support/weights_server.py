"""A line to a publisher of files, in memory: answers ranges, or fails as servers do."""

from collections.abc import Callable

from rekurate.model import Ask, Reply


class FilesLine:
    """Serves `files` by the end of their address; remembers what was asked."""

    def __init__(self, files: dict[str, bytes], *, ranges: bool = True) -> None:
        self.files = files
        self.ranges = ranges
        self.asked: list[tuple[str, str]] = []
        self.fail_after: int | None = None
        """How many requests are answered before the connection is lost."""

    def send(self, ask: Ask, stop: Callable[[], bool]) -> Reply:  # noqa: ARG002 - the line's shape
        name = ask.url.rpartition("/")[2]
        wanted = ask.headers.get("Range", "")
        self.asked.append((name, wanted))
        if self.fail_after is not None and len(self.asked) > self.fail_after:
            raise ConnectionResetError("the line is dead")
        data = self.files.get(name)
        if data is None:
            return Reply(404, {}, b"", ask.url)
        if not self.ranges:
            return Reply(200, {}, data, ask.url)
        first, last = (int(part) for part in wanted.removeprefix("bytes=").split("-"))
        headers = {"content-range": f"bytes {first}-{min(last, len(data) - 1)}/{len(data)}"}
        return Reply(206 if first < len(data) else 416, headers, data[first : last + 1], ask.url)
