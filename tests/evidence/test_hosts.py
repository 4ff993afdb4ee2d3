"""Files that lie on other hosts: who is asked, and who is told the secret."""

import httpx2
import pytest
from tests.support.evidence import Hours

from rekurate.compose.replicate import READING
from rekurate.errors import ProviderError
from rekurate.evidence.http import Web
from rekurate.model import Ask

HOME = "https://api.replicate.com/v1"


class Hosts:
    """Answers for every host; `moved` redirects an address elsewhere."""

    def __init__(self, moved: dict[str, str] | None = None) -> None:
        self.moved = moved or {}
        self.told: dict[str, str | None] = {}

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        address = str(request.url)
        self.told[address] = request.headers.get("authorization")
        if address in self.moved:
            return httpx2.Response(302, headers={"location": self.moved[address]})
        return httpx2.Response(200, json={})


def fetch(hosts: Hosts, address: str) -> None:
    web = Web(time=Hours().time())
    web._pool.append(httpx2.Client(transport=httpx2.MockTransport(hosts)))
    try:
        ask = Ask(url=address, headers={"Authorization": "Bearer hush"}, expect="any")
        web.line(READING, HOME).send(ask, lambda: False)
    finally:
        web.close()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://api.replicate.com/v1/files/x", "Bearer hush"),
        ("https://replicate.delivery/x/out.json", "Bearer hush"),
        ("https://pbxt.replicate.delivery/x/out.json", "Bearer hush"),
        ("https://storage.example.com/out.json", None),
        ("https://replicate.delivery.example.com/out.json", None),
        ("https://notreplicate.delivery/out.json", None),
    ],
)
def test_only_the_providers_own_hosts_are_told_the_secret(address: str, told: str | None) -> None:
    hosts = Hosts()
    fetch(hosts, address)
    assert hosts.told == {address: told}


def test_the_secret_does_not_follow_a_redirect_elsewhere() -> None:
    here, there = "https://replicate.delivery/out.json", "https://storage.example.com/signed"
    hosts = Hosts({here: there})
    fetch(hosts, here)
    assert hosts.told == {here: "Bearer hush", there: None}


@pytest.mark.parametrize("address", ["https://[evil/x", "https://replicate.delivery:99999/x"])
def test_a_redirect_to_what_is_no_address_is_a_failure(address: str) -> None:
    here = "https://replicate.delivery/out.json"
    with pytest.raises(ProviderError, match="an address that is none"):
        fetch(Hosts({here: address}), here)


@pytest.mark.parametrize(
    "address",
    [
        "http://replicate.delivery/out.json",
        "http://storage.example.com/out.json",
        "https://127.0.0.1/out.json",
        "https://10.0.0.7/out.json",
        "https://[::1]/out.json",
        "https://printer/out.json",
        "https://storage.example.com:8443/out.json",
        "file:///etc/passwd",
    ],
)
def test_nothing_on_this_machine_or_network_and_nothing_unencrypted_is_asked(address: str) -> None:
    hosts = Hosts()
    with pytest.raises(ProviderError, match="points to another host"):
        fetch(hosts, address)
    assert hosts.told == {}
