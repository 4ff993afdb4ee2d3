"""Build the hosted model from the settings: its account, and how it is asked (for new runs, and for results)."""

from typing import Final

from rekurate.audio.hosted import Account, Hosting, Replicate
from rekurate.config import Settings
from rekurate.evidence.http import Web
from rekurate.evidence.manners import Manners
from rekurate.model import Clock, EvidenceCache

_FILES: Final = ("api.replicate.com", "replicate.delivery")
"""Hosts of its files; the token may be sent to them."""
CREATING: Final = Manners(
    name="replicate",
    shown="Replicate",
    key_setting="REPLICATE_API_TOKEN",
    per_minute=600.0,  # documented for creating runs; 6 below 5 dollars of credit, which only the text of a 429 tells
    wait_pattern=r"(?:resets in ~?|available in )(\d+)",
    limit_pattern=r"reduced to (\d+) requests per minute",
    wait_unsaid=10.0,
    timeout=45.0,  # a create may be held for 10 s, and uploads 0.25 MB before
    deadline=60.0,
    attempts=4,
    remaining_header="ratelimit-remaining",
    reset_header="ratelimit-reset",
)
READING: Final = Manners(
    name="replicate_reading",
    shown="Replicate",
    key_setting="REPLICATE_API_TOKEN",
    per_minute=1200.0,  # of the 3,000 documented for everything else
    wait_pattern=CREATING.wait_pattern,
    wait_unsaid=10.0,
    timeout=30.0,
    hosts=_FILES,
    confidants=_FILES,
    roams=True,
    remaining_header="ratelimit-remaining",
    reset_header="ratelimit-reset",
)


def build_hosting(settings: Settings, web: Web, clock: Clock, cache: EvidenceCache) -> Hosting:
    """Return the hosted model, also when it is switched off: its witness says so. No request is made."""
    account = Account(
        settings.replicate_token.reveal(),
        settings.replicate_version,
        settings.replicate_top_n,
        float(settings.replicate_timeout),
    )
    lines = web.line(CREATING, settings.replicate_url), web.line(READING, settings.replicate_url)
    return Hosting(settings.replicate, Replicate(account, lines, clock), cache)
