"""Make sure that text can be sent.

A path or a title may hold half of a character (a lone surrogate), which UTF-8 cannot encode: one of them would make a
whole answer fail.
"""


def is_encodable(text: str) -> bool:
    """Whether the text holds no half of a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def encodable(text: str) -> str:
    """Return the text with each half of a character replaced by the sign for an unreadable one."""
    return text if is_encodable(text) else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
