from dataclasses import fields
from pathlib import Path

import pytest
from tests.support.settings import read, refusal, write

from rekurate.config import SETTINGS, Secret, Settings, example, meant, read_settings
from rekurate.errors import ConfigError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def users_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the settings of whoever runs the tests out of them."""
    folder = tmp_path / "data"
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name, **_: str(folder / name))
    return folder


def test_the_example_file_is_the_table_of_settings() -> None:
    text = (ROOT / ".env.example").read_text("utf-8")
    named = [line.split("=", 1) for line in text.splitlines() if line and not line.startswith("#")]
    assert named == [[setting.name, setting.default] for setting in SETTINGS]
    assert text == example()


def test_every_field_of_the_settings_has_a_line_in_the_table() -> None:
    assert {setting.field for setting in SETTINGS} == {field.name for field in fields(Settings)} - {"unknown", "broken"}
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)


def test_nothing_set_is_everything_at_its_default(tmp_path: Path, home: Path) -> None:
    settings = read(tmp_path, home)
    assert (settings.database, settings.approval, settings.replicate, settings.replicate_top_n) == (
        None,
        "client",
        False,
        10,
    )
    assert settings.shown() == (("REKURATE_HOME", str(home)),)
    assert (settings.store, settings.exports) == (home / "rekurate.sqlite", home / "exports")
    assert settings.model_folder == home / "models"


def test_the_home_is_the_users_data_folder_when_nobody_names_one(tmp_path: Path, users_data: Path) -> None:
    assert read_settings({}, tmp_path).home == users_data / "rekurate"


def test_a_user_without_a_home_folder_has_to_name_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(*_: object, **__: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("platformdirs.user_data_dir", homeless)
    with pytest.raises(ConfigError, match="no home folder, so REKURATE_HOME has no default"):
        read_settings({}, tmp_path)
    write(tmp_path, f"REKURATE_HOME={tmp_path / 'named'}")
    assert read_settings({}, tmp_path).home == tmp_path / "named"


def test_the_environment_wins_over_the_working_folder_which_wins_over_the_home(tmp_path: Path, home: Path) -> None:
    write(tmp_path, "REPLICATE_TOP_N=20", "REPLICATE_TIMEOUT_SECONDS=20", "REKURATE_APPROVAL=terminal")
    write(home, "REPLICATE_TOP_N=30", "REPLICATE_TIMEOUT_SECONDS=30", "REKURATE_AUDIO_WORKERS=3")
    settings = read(tmp_path, home, REPLICATE_TOP_N="40")
    found = (settings.replicate_top_n, settings.replicate_timeout, settings.audio_workers, settings.approval)
    assert found == (40, 20, 3, "terminal")


def test_an_empty_value_in_the_environment_is_not_set(tmp_path: Path, home: Path) -> None:
    write(tmp_path, "DISCOGS_TOKEN=abc", "LASTFM_API_KEY=")
    settings = read(tmp_path, home, DISCOGS_TOKEN=" ", REKORDBOX_DB_PATH="")
    assert (settings.discogs_token, bool(settings.lastfm_key), settings.database) == (Secret("abc"), False, None)


def test_the_working_folder_may_name_the_home(tmp_path: Path, home: Path) -> None:
    write(tmp_path, f"REKURATE_HOME={home}")
    write(home, "REKURATE_AUDIO_WORKERS=2")
    settings = read_settings({}, tmp_path)
    assert (settings.home, settings.audio_workers) == (home, 2)


def test_an_env_file_may_be_quoted_commented_and_saved_by_windows(tmp_path: Path, home: Path) -> None:
    text = '\ufeff# mine\r\nREKORDBOX_XML_PATH="D:/My Music/library.xml" # here\r\nexport DISCOGS_TOKEN=a$b\r\n'
    (tmp_path / ".env").write_bytes(text.encode())
    settings = read(tmp_path, home)
    assert (settings.xml, settings.discogs_token) == (Path("D:/My Music/library.xml"), Secret("a$b"))


@pytest.mark.parametrize("name", ["REKORDBOX_XML_PATH", "REKURATE_HOME", "EFFNET_MODEL_PATH"])
def test_a_windows_path_that_its_double_quotes_mangled_is_refused_with_the_advice(
    tmp_path: Path, home: Path, name: str
) -> None:
    write(tmp_path, f'{name}="C:\\Users\\dj\\records\\tracks.xml"')
    with pytest.raises(ConfigError, match=rf"^{name}: must be a path; in a \.env file leave out the double quotes"):
        read_settings({} if name == "REKURATE_HOME" else {"REKURATE_HOME": str(home)}, tmp_path)
    write(tmp_path, f"{name}=C:\\Users\\dj\\records\\tracks.xml")
    assert read_settings({"REKURATE_HOME": str(home)}, tmp_path)


def test_a_tilde_is_the_users_folder(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert read(tmp_path, home, REKORDBOX_DB_PATH="~/master.db").database == tmp_path / "master.db"


def test_moved_folders_are_pairs(tmp_path: Path, home: Path) -> None:
    settings = read(tmp_path, home, REKURATE_PATH_MAP="D:/Music => /Volumes/Music; C:/Old=>C:/New;")
    assert settings.path_map == (("D:/Music", "/Volumes/Music"), ("C:/Old", "C:/New"))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("REKURATE_APPROVAL", "always", "must be one of client, terminal, chat, not 'always'"),
        ("REPLICATE_ENABLED", "maybe", "must be true or false, not 'maybe'"),
        ("REPLICATE_TOP_N", "0", "must be a whole number from 1 to 400, not '0'"),
        ("REPLICATE_TOP_N", "ten", "must be a whole number from 1 to 400, not 'ten'"),
        ("REKURATE_AUDIO_WORKERS", "٣", "must be a whole number from 0 to 32, not '٣'"),
        ("DISCOGS_BASE_URL", "discogs.com", "must be an address that starts with https://, not 'discogs.com'"),
        ("REKURATE_PATH_MAP", "D:/Music", "must be pairs such as"),
        ("REKURATE_PATH_MAP", "D:/Music =>", "must be pairs such as"),
        ("REKURATE_PATH_MAP", "D:\track => E:/track", "leave out the double quotes, or use /"),
        ("REKORDBOX_DB_PATH", "D:\0", "leave out the double quotes, or use /"),
    ],
)
def test_a_wrong_value_is_refused_by_name_with_the_fix(
    tmp_path: Path, home: Path, name: str, value: str, said: str
) -> None:
    text = refusal(tmp_path, home, **{name: value})
    assert text.startswith(f"{name}: ")
    assert said in text
    assert "Correct it in the environment or .env." in text


def test_a_broken_secret_is_refused_without_being_shown(tmp_path: Path, home: Path) -> None:
    text = refusal(tmp_path, home, DISCOGS_TOKEN="hunter2 hunter2")
    assert text.startswith("DISCOGS_TOKEN: must be one word")
    assert "hunter2" not in text


def test_a_secret_is_never_shown(tmp_path: Path, home: Path) -> None:
    settings = read(tmp_path, home, DISCOGS_TOKEN="hunter2", REPLICATE_API_TOKEN="hunter2")
    token = settings.discogs_token
    assert token.reveal() == "hunter2"
    shown = f"{token} {token!r} {settings!r} {settings.shown()} %s" % token
    assert "hunter2" not in shown
    assert ("DISCOGS_TOKEN", "set") in settings.shown()


def test_a_misspelt_name_is_reported(tmp_path: Path, home: Path) -> None:
    write(tmp_path, "REKURATE_APROVAL=terminal", "OTHER=1")
    assert read(tmp_path, home, REKORDBOX_DB="x").unknown == ("REKORDBOX_DB", "REKURATE_APROVAL")


def test_a_misspelt_name_of_a_source_is_reported_with_the_one_that_was_meant(tmp_path: Path, home: Path) -> None:
    write(tmp_path, "DISCOG_TOKEN=abc", "LASTFM_APIKEY=abc", "LASTFM_KEY=abc", "DISCO=1", "REPLICATE_HOME=/tmp")
    assert read(tmp_path, home, DISC="x").unknown == ("DISCOG_TOKEN", "LASTFM_APIKEY", "LASTFM_KEY")
    assert (meant("DISCOG_TOKEN"), meant("REKURATE_XYZ")) == ("DISCOGS_TOKEN", "")


def test_a_line_that_says_nothing_is_reported_with_its_file(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "DISCOGS_TOKEN=abc", 'this is not = valid "', "BANDCAMP_ENABLED=true")
    settings = read(tmp_path, home)
    assert settings.broken == (f"{tmp_path / '.env'}, line 2",)
    assert (settings.discogs_token, settings.bandcamp) == (Secret("abc"), True)
    assert capsys.readouterr().err == ""


def test_an_unreadable_env_file_is_refused_by_its_path(tmp_path: Path, home: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00bad")
    assert str(tmp_path / ".env") in refusal(tmp_path, home)


def test_a_home_of_nobody_keeps_no_server_from_starting(tmp_path: Path, home: Path) -> None:
    read_as = read(tmp_path, home, REKORDBOX_XML_PATH="~nobody-of-that-name/x.xml")
    assert read_as.xml == Path("~nobody-of-that-name/x.xml")
    assert "REKURATE_HOME: nobody here has the home folder" in refusal(tmp_path, home, REKURATE_HOME="~nobody-of-that")


@pytest.mark.parametrize("named", ["", "master.db"])
@pytest.mark.parametrize("setting", ["REKURATE_HOME", "REKURATE_MODELS_DIR"])
def test_a_folder_of_ours_inside_rekordboxs_is_refused_by_its_name(
    tmp_path: Path, home: Path, setting: str, named: str
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "master.db").touch()
    copy = {setting: str(folder / "ours"), "REKORDBOX_DB_PATH": str(folder / named)}
    assert read(tmp_path, home, **copy).database  # a copy of the database alone makes no folder Rekordbox's
    (folder / "share" / "PIONEER").mkdir(parents=True)
    inside = {setting: str(folder / "share" / "ours"), "REKORDBOX_DB_PATH": str(folder / named)}
    assert refusal(tmp_path, home, **inside).startswith(f"{setting}: {folder / 'share' / 'ours'} belongs to Rekordbox")
    found_by_itself = {setting: str(tmp_path / "Library" / "Pioneer" / "rekordbox" / "ours")}
    assert "belongs to Rekordbox" in refusal(tmp_path, home, **found_by_itself)
