"""The transport: what it sends, what it makes of every kind of answer, and what it never does."""

import logging
import threading
from dataclasses import replace

import pytest
from tests.support.evidence import MANNERS, Hours, go_on
from tests.support.fake_web import FakeWeb, Fault

from rekurate.errors import Blocked, NotConfigured, ProviderError
from rekurate.evidence.http import PoliteLine, Web
from rekurate.evidence.manners import Manners
from rekurate.model import Ask

HTML = "text/html; charset=utf-8"
CHALLENGE = Fault(403, body=b"<html><title>Just a moment...</title></html>", kind=HTML)


def test_an_answer_comes_back_with_its_page(line: PoliteLine) -> None:
    second = line.send(Ask(url="things", params={"page": "2"}), go_on)
    assert (second.status, second.json()) == (200, {"page": 2})


def test_the_user_agent_names_program_version_and_contact(line: PoliteLine, fake: FakeWeb) -> None:
    line.send(Ask(url="things"), go_on)
    assert fake.asked[0].headers["user-agent"] == "Rekurate/0.1.0 (+dj@example.org)"


def test_a_secret_travels_in_the_header_and_is_never_logged(
    line: PoliteLine, fake: FakeWeb, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    line.send(Ask(url="things", headers={"Authorization": "token=hush"}), go_on)
    assert fake.asked[0].headers["authorization"] == "token=hush"
    assert fake.asked[0].params == {}
    assert "hush" not in caplog.text


def test_404_is_an_answer(line: PoliteLine) -> None:
    assert line.send(Ask(url="nothing"), go_on).status == 404


def test_401_says_that_the_key_is_wrong(line: PoliteLine, fake: FakeWeb) -> None:
    fake.fail("*", Fault(401, body=b'{"message": "no"}'))
    with pytest.raises(NotConfigured, match="key or token"):
        line.send(Ask(url="things"), go_on)


@pytest.mark.parametrize(
    "wall",
    [
        CHALLENGE,
        Fault(403, body=b"<html>Access denied</html>", kind=HTML),
        Fault(503, body=b"<html>cf-turnstile</html>", kind=HTML),
        Fault(200, body=b"<html>Log in to the hotel's network</html>", kind=HTML),
        Fault(200, headers={"cf-mitigated": "challenge"}),
    ],
)
def test_a_wall_is_told_apart_from_a_miss(line: PoliteLine, fake: FakeWeb, wall: Fault) -> None:
    fake.fail("*", wall)
    with pytest.raises(Blocked, match="no miss"):
        line.send(Ask(url="things"), go_on)
    assert len(fake.asked) == 1


def test_403_with_json_is_a_refusal_not_a_wall(line: PoliteLine, fake: FakeWeb) -> None:
    fake.fail("*", Fault(403, body=b'{"detail": "not yours"}'))
    with pytest.raises(ProviderError, match="HTTP 403") as caught:
        line.send(Ask(url="things"), go_on)
    assert not isinstance(caught.value, Blocked)


@pytest.mark.parametrize(
    "damage",
    [
        Fault(body=b'{"page": 1, "results": [1, 2, 3', kind="application/json"),
        Fault(body=b'{"page": 1, "results": [1, 2, 3]}', truncate=True),
        Fault(body=b"<xml/>", kind="application/xml"),
    ],
)
def test_a_damaged_answer_is_asked_for_again(line: PoliteLine, fake: FakeWeb, damage: Fault) -> None:
    fake.fail("*", damage)
    assert line.send(Ask(url="things"), go_on).json() == {"page": 1}
    fake.fail("*", damage, damage, damage)
    with pytest.raises(ProviderError, match="Asked 3 times"):
        line.send(Ask(url="things"), go_on)


def test_json_under_another_content_type_is_read(line: PoliteLine, fake: FakeWeb) -> None:
    fake.fail("*", Fault(body=b'{"page": 3}', kind="text/plain"))
    assert line.send(Ask(url="things"), go_on).json() == {"page": 3}


def test_a_body_larger_than_allowed_is_given_up(web: Web, fake: FakeWeb) -> None:
    line = web.line(Manners(name="shop", shown="The Shop", max_bytes=1000), fake.url)
    fake.fail("*", Fault(body=b'"' + b"x" * 100_000 + b'"'))
    with pytest.raises(ProviderError, match="more than 1000 bytes"):
        line.send(Ask(url="things"), go_on)


def test_a_body_that_stops_coming_is_given_up(web: Web, fake: FakeWeb) -> None:
    line = web.line(Manners(name="shop", shown="The Shop", timeout=0.05, attempts=1), fake.url)
    stuck = threading.Event()
    fake.fail("*", Fault(body=b'{"page": 4}', pause=stuck))
    with pytest.raises(ProviderError, match="did not answer"):
        line.send(Ask(url="things"), go_on)
    stuck.set()


def test_a_body_that_trickles_is_given_up(web: Web, fake: FakeWeb, hours: Hours) -> None:
    class Minute(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            hours.now += 60
            return timeout is not None

    fake.fail("*", Fault(body=b'{"page": 4}', pause=Minute()))
    with pytest.raises(ProviderError, match="took more than 45 s for one answer"):
        web.line(replace(MANNERS, deadline=45, attempts=1), fake.url).send(Ask(url="things"), go_on)


def test_a_redirect_within_the_provider_is_followed(line: PoliteLine, fake: FakeWeb) -> None:
    fake.fail("/old", Fault(301, headers={"Location": "/things?page=2"}))
    assert line.send(Ask(url="old"), go_on).json() == {"page": 2}


@pytest.mark.parametrize(
    "target", ["http://127.0.0.2/x", "https://evil.example/x", "//evil.example/x", "file:///etc/hosts"]
)
def test_a_redirect_to_another_host_is_refused(line: PoliteLine, fake: FakeWeb, target: str) -> None:
    fake.fail("/old", Fault(302, headers={"Location": target}))
    with pytest.raises(ProviderError, match="another host"):
        line.send(Ask(url="old", headers={"Authorization": "token=hush"}), go_on)
    assert fake.paths() == ["/old"]


def test_a_circle_of_redirects_ends(line: PoliteLine, fake: FakeWeb) -> None:
    fake.fail("/old", *[Fault(302, headers={"Location": "/old"})] * 9)
    with pytest.raises(ProviderError, match="circles"):
        line.send(Ask(url="old"), go_on)


@pytest.mark.parametrize(
    ("setting", "value"),
    [("ALL_PROXY", "socks5://127.0.0.1:1"), ("HTTPS_PROXY", "odd://a:secret@b"), ("SSL_CERT_FILE", "/no/such.pem")],
)
def test_a_way_out_that_does_not_work_is_named_and_nothing_is_counted_as_sent(
    line: PoliteLine, monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    monkeypatch.setenv(setting, value)
    with pytest.raises(ProviderError, match=f"Correct .*{setting}") as caught:
        line.send(Ask(url="things"), go_on)
    assert "secret" not in str(caught.value)
    assert line.spent == 0


def test_this_computer_is_not_asked_through_a_proxy(line: PoliteLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert line.send(Ask(url="things"), go_on).json() == {"page": 1}


def test_an_unreachable_host_is_a_failure_with_its_name(web: Web) -> None:
    line = web.line(MANNERS, "http://127.0.0.1:9")
    with pytest.raises(ProviderError, match="The Shop cannot be reached"):
        line.send(Ask(url="things"), go_on)


def test_after_failures_in_a_row_the_provider_is_left_alone_for_a_while(
    line: PoliteLine, fake: FakeWeb, hours: Hours
) -> None:
    fake.fail("*", *[Fault(500)] * 9)
    for _ in range(3):
        with pytest.raises(ProviderError, match="HTTP 500"):
            line.send(Ask(url="things"), go_on)
    asked = len(fake.asked)
    with pytest.raises(ProviderError, match="left alone"):
        line.send(Ask(url="things"), go_on)
    assert len(fake.asked) == asked
    hours.now += 121
    assert line.send(Ask(url="things"), go_on).json() == {"page": 1}


def test_two_walls_are_enough_to_leave_it_alone(line: PoliteLine, fake: FakeWeb) -> None:
    fake.fail("*", CHALLENGE, CHALLENGE)
    for _ in range(2):
        with pytest.raises(Blocked):
            line.send(Ask(url="things"), go_on)
    with pytest.raises(Blocked, match="left alone"):
        line.send(Ask(url="things"), go_on)
    assert len(fake.asked) == 2


def test_who_waits_for_a_turn_while_others_meet_walls_is_not_sent(line: PoliteLine, fake: FakeWeb) -> None:
    line.send(Ask(url="things"), go_on)
    fake.fail("*", CHALLENGE, CHALLENGE)
    others = iter(range(2))

    def meanwhile() -> bool:
        for _ in others:
            with pytest.raises(Blocked):
                line.send(Ask(url="things"), go_on)
        return False

    with pytest.raises(Blocked, match="left alone"):
        line.send(Ask(url="things"), meanwhile)
    assert len(fake.asked) == 3


def test_a_key_that_no_header_can_hold_is_a_wrong_key_and_is_not_shown(web: Web, fake: FakeWeb) -> None:
    line = web.line(replace(MANNERS, key_setting="SHOP_TOKEN"), fake.url)
    with pytest.raises(NotConfigured, match="Set SHOP_TOKEN to a valid one") as caught:
        line.send(Ask(url="things", headers={"Authorization": "token=“hush”"}), go_on)
    assert "hush" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_an_address_that_no_request_can_hold_is_no_wrong_key(line: PoliteLine, fake: FakeWeb) -> None:
    with pytest.raises(ProviderError, match="damaged text"):
        line.send(Ask(url="things", params={"q": "\ud800"}, headers={"Authorization": "token"}), go_on)
    assert fake.asked == []


def test_a_line_on_which_nobody_answers_is_left_alone_after_three_tries(web: Web, hours: Hours) -> None:
    line = web.line(MANNERS, "http://127.0.0.1:9")
    before = hours.now
    with pytest.raises(ProviderError, match="cannot be reached"):
        line.send(Ask(url="things"), go_on)
    spent = line.spent
    with pytest.raises(ProviderError, match=r"left alone for .* Last: The Shop cannot be reached"):
        line.send(Ask(url="things"), go_on)
    assert (spent, line.spent) == (3, 3)
    assert hours.now - before < 5


def test_without_a_contact_the_user_agent_says_so(fake: FakeWeb, hours: Hours) -> None:
    web = Web(time=hours.time())
    web.line(MANNERS, fake.url).send(Ask(url="things"), go_on)
    web.close()
    assert fake.asked[0].headers["user-agent"].startswith("Rekurate/0.1.0 (one DJ's own copy")
