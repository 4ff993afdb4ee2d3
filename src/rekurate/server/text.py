"""Text that can leave the server: a path or title may hold half a character, which would lose a whole answer."""


def is_whole(text: str) -> bool:
    """Whether the text holds no lone surrogate."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def whole(text: str) -> str:
    """Return the text with every lone surrogate replaced by the sign for an unreadable character."""
    return text if is_whole(text) else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
