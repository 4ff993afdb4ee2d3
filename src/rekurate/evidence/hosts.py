"""Where a request may go: the provider's own hosts and those of its files, and which of them get the key or token."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from rekurate.errors import ProviderError
from rekurate.evidence.manners import Manners

_SECRET: Final = frozenset({"authorization", "cookie"})
"""Headers that only the provider's own address gets, not the hosts its files lie on."""
_LOCAL: Final = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts of one provider."""

    manners: Manners
    base: str
    """The provider's own address, which ends with "/"."""

    def address(self, url: str, at: str = "") -> str:
        """Return the absolute address, if it stays with the provider; `at` is the page that named it.

        Raises ProviderError for another host: an answer must not send us, or a token, anywhere else.
        """
        home = urlsplit(self.base)
        try:
            address = urljoin(at, url) if at else urljoin(self.base, url.lstrip("/") if "://" not in url else url)
            there = urlsplit(address)
            port = there.port
        except ValueError as error:
            raise ProviderError(f"{self.manners.shown} points to an address that is none; not followed.") from error
        same = there.netloc == home.netloc and there.scheme in {home.scheme, "https"}
        host = there.hostname or ""
        known = self.manners.roams or _among(host, (home.hostname or "", *self.manners.hosts))
        if same or (known and there.scheme == "https" and _is_public(host) and not port):
            return address
        raise ProviderError(f"{self.manners.shown} points to another host ({host or 'none'}); not followed.")

    def headers(self, address: str, headers: Mapping[str, str]) -> dict[str, str]:
        """Return the headers an address gets: the secret only the provider's own, and known keepers of its files."""
        there = urlsplit(address)
        confided = there.scheme == "https" and _among(there.hostname or "", self.manners.confidants)
        if confided or there.netloc == urlsplit(self.base).netloc:
            return dict(headers)
        return {name: text for name, text in headers.items() if name.lower() not in _SECRET}


def _among(host: str, names: Iterable[str]) -> bool:
    return any(host == name or host.endswith("." + name) for name in names)


def _is_public(host: str) -> bool:
    """Whether a host has a name out there: no machine of this network, no bare number."""
    return host not in _LOCAL and "." in host and ":" not in host and not host.rpartition(".")[2].isdigit()
