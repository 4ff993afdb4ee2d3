"""What the working folder may not decide: who approves, where secrets go, what is paid for."""

from pathlib import Path

import pytest
from tests.support.settings import read, refusal, write

from rekurate.config import example, read_settings
from rekurate.errors import ConfigError


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("written", ["chat", '"chat "', "'chat'", '" chat\\t"', " chat  # mine"])
def test_the_working_folder_cannot_loosen_the_approval(tmp_path: Path, home: Path, written: str) -> None:
    write(tmp_path, f"REKURATE_APPROVAL={written}")
    assert "REKURATE_APPROVAL=chat is not taken from" in refusal(tmp_path, home)
    assert read(tmp_path, home, REKURATE_APPROVAL="client").approval == "client"


@pytest.mark.parametrize("written", ["CHAT", "Chat", '"ch at"'])
def test_what_is_no_choice_of_approval_is_refused_by_name(tmp_path: Path, home: Path, written: str) -> None:
    write(tmp_path, f"REKURATE_APPROVAL={written}")
    assert "must be one of client, terminal, chat" in refusal(tmp_path, home)


def test_a_home_that_the_working_folder_names_cannot_loosen_the_approval(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users_own(tmp_path, monkeypatch)
    write(tmp_path, f"REKURATE_HOME={home}")
    write(home, "REKURATE_APPROVAL='chat '")
    with pytest.raises(ConfigError, match="REKURATE_APPROVAL=chat is not taken from"):
        read_settings({}, tmp_path)


def test_the_home_and_the_environment_may_loosen_the_approval(tmp_path: Path, home: Path) -> None:
    assert read(tmp_path, home, REKURATE_APPROVAL="chat").approval == "chat"
    write(home, "REKURATE_APPROVAL=chat")
    assert read(tmp_path, home).approval == "chat"
    write(tmp_path, "REKURATE_HOME=elsewhere")
    assert read(tmp_path, home).approval == "chat"
    assert read(home, home).approval == "chat"


def users_own(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Give the user a folder of their own, where nobody names another."""
    own = folder / "users own"
    own.mkdir()
    write(own, *lines)
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(own))


def test_the_terminal_alone_stays_what_the_user_chose(tmp_path: Path, home: Path) -> None:
    write(home, "REKURATE_APPROVAL=terminal")
    write(tmp_path, "REKURATE_APPROVAL=client")
    assert read(tmp_path, home).approval == "terminal"
    write(home, "REKURATE_APPROVAL=chat")
    assert read(tmp_path, home).approval == "client"


def test_another_home_named_by_the_working_folder_does_not_hide_the_users_choice(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users_own(tmp_path, monkeypatch, "REKURATE_APPROVAL=terminal", "DISCOGS_TOKEN=mine")
    write(tmp_path, f"REKURATE_HOME={home}")
    write(home, "REKURATE_APPROVAL=client")
    settings = read_settings({}, tmp_path)
    assert (settings.home, settings.approval, bool(settings.discogs_token)) == (home, "terminal", False)


LEADING_AWAY = (
    "DISCOGS_BASE_URL=http://127.0.0.1:1",
    'LASTFM_BASE_URL=" http://127.0.0.1:1"',
    "BEATPORT_BASE_URL=http://127.0.0.1:1",
    "BEATPORT_SITE_URL=http://127.0.0.1:1",
    "MUSICBRAINZ_BASE_URL=http://127.0.0.1:1",
    "BANDCAMP_BASE_URL=http://127.0.0.1:1",
    "REPLICATE_BASE_URL=http://127.0.0.1:1",
    "REPLICATE_MODEL_VERSION=somebody-elses",
    "REPLICATE_ENABLED=Yes",
)


@pytest.mark.parametrize("line", LEADING_AWAY)
def test_the_working_folder_cannot_send_the_users_secrets_away_nor_spend_their_money(
    tmp_path: Path, home: Path, line: str
) -> None:
    write(home, "DISCOGS_TOKEN=mine", "REPLICATE_API_TOKEN=mine", "LASTFM_API_KEY=mine")
    write(tmp_path, line)
    text = refusal(tmp_path, home)
    assert text.startswith(f"{line.partition('=')[0]} is not taken from {tmp_path / '.env'}")
    assert "client's configuration (env)" in text


def test_nor_can_a_home_that_the_working_folder_names(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users_own(tmp_path, monkeypatch)
    write(tmp_path, f"REKURATE_HOME={home}", "DISCOGS_TOKEN=theirs")
    write(home, "DISCOGS_BASE_URL=http://127.0.0.1:1")
    with pytest.raises(ConfigError, match="DISCOGS_BASE_URL is not taken from"):
        read_settings({"DISCOGS_TOKEN": "mine"}, tmp_path)


def test_an_address_counts_beside_a_secret_of_its_own_file_alone(tmp_path: Path, home: Path) -> None:
    write(tmp_path, "DISCOGS_TOKEN=theirs", "DISCOGS_BASE_URL=http://127.0.0.1:1")
    assert read(tmp_path, home).discogs_url == "http://127.0.0.1:1"
    assert "DISCOGS_BASE_URL is not taken from" in refusal(tmp_path, home, DISCOGS_TOKEN="mine")


def test_what_the_user_switched_off_stays_off_beside_a_secret_of_the_folder(tmp_path: Path, home: Path) -> None:
    write(home, "REPLICATE_ENABLED=false", "REPLICATE_API_TOKEN=mine")
    write(tmp_path, "REPLICATE_ENABLED=true", "REPLICATE_API_TOKEN=theirs")
    assert not read(tmp_path, home).replicate


def test_the_same_secret_in_the_environment_does_not_take_its_address_away(tmp_path: Path, home: Path) -> None:
    write(tmp_path, "DISCOGS_TOKEN=one", "DISCOGS_BASE_URL=http://127.0.0.1:1")
    assert read(tmp_path, home, DISCOGS_TOKEN="one").discogs_url == "http://127.0.0.1:1"


def test_the_user_may_name_any_address(tmp_path: Path, home: Path) -> None:
    write(home, "DISCOGS_TOKEN=mine", "MUSICBRAINZ_BASE_URL=http://127.0.0.1:2")
    settings = read(tmp_path, home, DISCOGS_BASE_URL="http://127.0.0.1:1", REPLICATE_ENABLED="true")
    assert (settings.discogs_url, settings.musicbrainz_url) == ("http://127.0.0.1:1", "http://127.0.0.1:2")
    assert settings.replicate


def test_a_copied_example_in_the_working_folder_undoes_nothing(tmp_path: Path, home: Path) -> None:
    write(home, "MUSICBRAINZ_BASE_URL=http://127.0.0.1:2", "REKURATE_APPROVAL=terminal")
    (tmp_path / ".env").write_text(example(), encoding="utf-8")
    settings = read(tmp_path, home)
    assert (settings.musicbrainz_url, settings.approval) == ("http://127.0.0.1:2", "terminal")


def test_a_wrong_address_in_the_working_folder_is_refused_by_name(tmp_path: Path, home: Path) -> None:
    write(tmp_path, "DISCOGS_BASE_URL=discogs.com")
    assert "DISCOGS_BASE_URL: must be an address" in refusal(tmp_path, home)
