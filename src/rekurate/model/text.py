"""Text that is shown: cut where it is longer than anybody reads."""


def cut(text: str, most: int) -> str:
    """Return the text, with an ellipsis for its last character where it has more than `most` characters."""
    return text if len(text) <= most else text[: most - 1] + "…"
