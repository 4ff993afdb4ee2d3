"""The user's own Beatport login: kept fresh, by one server of several, and never lost."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from tests.support.evidence import NOON, Stage, ask, go_on
from tests.support.fake_web import FakeWeb, Fault
from tests.support.library import make_track

from rekurate.evidence.beatport import Beatport, Login
from rekurate.evidence.beatport.witness import API
from rekurate.evidence.http import Web
from rekurate.model import Ask, Outcome

TRACK = make_track(id="1", title="Glass Tide", artist="Orla Quist")


def test_a_login_about_to_run_out_is_refreshed_and_written_back(beatport: Beatport, web: Stage, tokens: Path) -> None:
    web.hours.now += 850
    assert ask(beatport, TRACK)[0].outcome is Outcome.USABLE
    refresh, search = web.fake.asked
    assert (refresh.method, refresh.path) == ("POST", "/auth/o/token/")
    assert refresh.params == {"grant_type": "refresh_token", "refresh_token": "old-refresh", "client_id": "mine"}
    assert search.headers["authorization"] == "Bearer new-access"
    kept = json.loads(tokens.read_text())
    assert (kept["access_token"], kept["refresh_token"], kept["client_id"]) == ("new-access", "new-refresh", "mine")
    assert kept["expires_at"] > web.hours.now + 3000


def test_a_refused_login_is_refreshed_once(beatport: Beatport, web: Stage) -> None:
    web.fake.fail("/catalog/search/", Fault(401, body=b'{"detail": "Authentication credentials were not provided."}'))
    assert ask(beatport, TRACK)[0].outcome is Outcome.USABLE
    assert web.fake.paths() == ["/catalog/search/", "/auth/o/token/", "/catalog/search/"]


def test_a_login_that_stays_refused_says_to_sign_in_again(beatport: Beatport, web: Stage) -> None:
    web.fake.fail("*", Fault(401), Fault(400, body=b'{"error": "invalid_grant"}'))
    seen = ask(beatport, TRACK, TRACK._replace(title="Other Thing"))
    assert [said.outcome for said in seen] == [Outcome.NOT_CONFIGURED] * 2
    assert "Sign in to Beatport again" in seen[0].message
    assert len(web.fake.asked) == 2


def test_a_login_that_another_server_refreshed_meanwhile_is_taken_over(
    beatport: Beatport, web: Stage, tokens: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(path: str, params: dict[str, str]) -> Fault:
        if "token" not in path:
            return FakeWeb.answer(web.fake, path, params)
        tokens.write_text(json.dumps({"access_token": "theirs", "expires_at": NOON + 9000}))
        return Fault(400, body=b'{"error": "invalid_grant"}')

    monkeypatch.setattr(web.fake, "answer", answer)
    web.hours.now += 850
    assert ask(beatport, TRACK)[0].outcome is Outcome.USABLE
    assert web.fake.asked[-1].headers["authorization"] == "Bearer theirs"


def test_a_login_that_is_refreshed_elsewhere_while_this_one_waits_for_its_turn_is_not_refreshed_again(
    web: Stage, tokens: Path
) -> None:
    refreshed = json.dumps({"access_token": "theirs", "expires_at": NOON + 9000})
    time = replace(web.hours.time(), sleep=lambda seconds: (tokens.write_text(refreshed), web.hours.sleep(seconds)))
    own = Web(time=time)
    line = own.line(API, web.url)
    line.send(Ask(url="catalog/tracks/3/"), lambda: False)
    login = Login(tokens, lambda: web.hours.now + 850)
    assert login.bearer(line, lambda: False) == "theirs"
    own.close()
    assert web.fake.paths() == ["/catalog/tracks/3/"]


def test_two_servers_whose_login_runs_out_at_once_refresh_it_once_however_long_that_takes(
    web: Stage, tokens: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived, waiting = Event(), Event()

    def answer(path: str, params: dict[str, str]) -> Fault:
        arrived.set()
        assert waiting.wait(5)
        return FakeWeb.answer(web.fake, path, params)

    def bearer(stop: Callable[[], bool]) -> str:
        own = Web(time=web.hours.time())
        try:
            return Login(tokens, lambda: NOON + 900).bearer(own.line(API, web.url), stop)
        finally:
            own.close()

    def waits() -> bool:
        waiting.set()
        return False

    monkeypatch.setattr(web.fake, "answer", answer)
    with ThreadPoolExecutor(1) as other:
        first = other.submit(bearer, go_on)
        assert arrived.wait(5)
        assert (bearer(waits), first.result()) == ("new-access", "new-access")
    assert web.fake.paths() == ["/auth/o/token/"]


def test_where_locks_are_not_to_be_had_a_login_is_refreshed_all_the_same(
    beatport: Beatport, web: Stage, tokens: Path
) -> None:
    tokens.with_name("beatport.json.lock").mkdir()
    web.hours.now += 850
    assert ask(beatport, TRACK)[0].outcome is Outcome.USABLE


def test_a_login_is_saved_though_windows_lets_nobody_replace_what_is_being_read(
    beatport: Beatport, web: Stage, tokens: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, refused = Path.replace, [PermissionError(13, "Permission denied")]

    def replaced(part: Path, target: Path) -> Path:
        if refused:
            raise refused.pop()
        return put(part, target)

    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr("rekurate.places.sys.platform", "win32")
    web.hours.now += 850
    assert ask(beatport, TRACK)[0].outcome is Outcome.USABLE
    assert json.loads(tokens.read_text())["access_token"] == "new-access"


def test_a_login_that_could_not_be_saved_is_not_refreshed(
    beatport: Beatport, web: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(**_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("rekurate.evidence.beatport.token_file.tempfile.TemporaryFile", closed)
    web.hours.now += 850
    seen = ask(beatport, TRACK)[0]
    assert (seen.outcome, web.fake.asked) == (Outcome.NOT_CONFIGURED, [])
    assert "make the folder writable" in seen.message


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"access_token": ""}', '{"access_token": "a b"}', "not json"])
def test_an_unusable_token_file_is_named(web: Stage, tmp_path: Path, content: str) -> None:
    path = tmp_path / "login.json"
    path.write_text(content)
    why = Beatport(web.world, Login(path, web.hours.clock)).unavailable()
    assert why is not None
    assert str(path) in why


def test_a_token_file_that_is_not_there_is_said(web: Stage, tmp_path: Path) -> None:
    why = Beatport(web.world, Login(tmp_path / "gone.json", web.hours.clock)).unavailable()
    assert why == (
        f"Beatport is not configured: {tmp_path / 'gone.json'} is not there: correct BEATPORT_TOKEN_FILE, or save the "
        "tokens of your login there. Or BEATPORT_PAGES_ENABLED=true reads its public pages."
    )
