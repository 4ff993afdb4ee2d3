"""How politely one provider is asked: numbers, each with where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """The manners of one provider. Times are seconds, patterns are regular expressions."""

    name: str
    """As in observations; names the shared file of its schedule."""
    shown: str
    """As a person writes it."""
    key_setting: str = ""
    """The setting that holds its key or token: named when the sign-in is refused."""

    per_minute: float = 60.0
    """Requests allowed in any 60 s; the provider's own header overrides it."""
    limit_header: str = ""
    """Header that says how many requests a minute are allowed, such as `x-discogs-ratelimit`."""
    remaining_header: str = ""
    """Header that says how many of them are left."""
    reset_header: str = ""
    """Header that says in how many seconds `remaining_header` counts anew."""
    slow_pattern: str = ""
    """Found in the text of any answer, it means what a 429 means."""
    limit_pattern: str = ""
    """Its first group, found in the text of a 429, is the requests a minute allowed for now."""
    wait_pattern: str = ""
    """Its first group, found in the text of a 429, is the seconds to wait."""
    wait_unsaid: float = 60.0
    """Wait after a 429 that does not say how long: Discogs counts a moving minute."""
    patience: float = 180.0
    """Longest wait the provider may ask for; beyond it, it is left alone until then."""

    timeout: float = 15.0
    """To connect, and between two parts of an answer."""
    deadline: float = 45.0
    """For a whole answer: a body that trickles is given up."""
    max_bytes: int = 8_000_000
    """Of one decoded answer; the largest recorded page has 0.3 MB."""
    attempts: int = 3
    """Of one request, when it fails in a way that may pass."""

    failures: int = 3
    """Requests in a row that may fail before the provider is left alone."""
    rest: float = 120.0
    """How long it is left alone then."""
    blocks: int = 2
    """Requests in a row that may be answered with a wall (a challenge or block page) before it is left alone."""
    rest_blocked: float = 900.0
    """How long it is left alone then: asking on makes walls last."""

    hosts: tuple[str, ...] = ()
    """Other hosts it may answer from, such as where result files lie."""
    confidants: tuple[str, ...] = ()
    """Those hosts among them that are sent the key or token too, each with its subdomains."""
    roams: bool = False
    """Whether its files may lie on any public https host, which is asked without the key or token."""
