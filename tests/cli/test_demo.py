"""`rekurate demo`, as a person runs it: it never touches the settings, and writes in its own new folder alone."""

import argparse
import hashlib
import io
import re
import sys
from pathlib import Path

import pytest

from rekurate.cli import demo
from rekurate.cli.program import program
from rekurate.curation.desk import Desk
from rekurate.demo.facts import facts
from rekurate.demo.library import demo_library
from rekurate.errors import BadRequest
from rekurate.rekordbox.door import RekordboxDoor


class Terminal(io.StringIO):
    """A stream that says it is a terminal; input comes from the lines it is given."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def few_tracks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the demo one of forty tracks: what is asked and said is the same, sooner."""
    few = facts()[:40]
    monkeypatch.setattr("rekurate.demo.library.facts", lambda: few)
    monkeypatch.setattr("rekurate.demo.library.playlists", list)


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    demo.add(parser)
    return parser.parse_args(words)


def no_desk() -> Desk:
    raise AssertionError("the demo asked for the user's own desk")


def at_terminal(monkeypatch: pytest.MonkeyPatch, *lines: str) -> Terminal:
    out = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))
    monkeypatch.setattr(sys, "stdout", out)
    return out


def test_without_a_person_it_answers_itself_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "demo"
    assert demo.run(no_desk, options("--folder", str(home))) == 0
    out = capsys.readouterr().out
    (xml,) = (home / "exports").glob("*.xml")
    assert sorted(path.name for path in home.iterdir()) == [
        "exporting.lock",
        "exports",
        "rekordbox-after-import.xml",
        "rekordbox.xml",
        "rekurate.sqlite",
        "report.html",
    ]
    assert "Nobody sits at this terminal, so the demo approves its own" in out
    assert "approved by the demo itself: nobody was asked" in out
    assert str(xml) in out
    assert hashlib.sha256(xml.read_bytes()).hexdigest() in out
    assert f"REKORDBOX_XML_PATH={home / 'rekordbox.xml'}" in out
    assert f"REKURATE_HOME={home}" in out
    assert f'-- "{program()}"' in out
    assert "to look at, not to import" in out
    assert "delete it when you have seen enough" in out
    assert "chosen for a demo, with such figures in view" in out
    assert "\x1b" not in out
    report = (home / "report.html").read_text(encoding="utf-8")
    assert "nobody was asked" in report
    assert "Li&#x27;sha" in report
    assert len(RekordboxDoor(xml=xml).read().tracks) > 30
    assert (home / "rekordbox.xml").read_bytes() == demo_library()


@pytest.mark.usefixtures("few_tracks")
def test_a_person_who_says_no_gets_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = at_terminal(monkeypatch, "no")
    assert demo.run(no_desk, options("--folder", str(tmp_path / "demo"))) == 0
    assert "Approve all" in out.getvalue()
    assert "Nothing was approved, so nothing was written." in out.getvalue()
    assert not (tmp_path / "demo" / "exports").exists()


@pytest.mark.usefixtures("few_tracks")
def test_a_person_may_review_group_by_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = at_terminal(monkeypatch, "r", "1", "done")
    assert demo.run(no_desk, options("--folder", str(tmp_path / "demo"))) == 0
    assert "approved by you" in out.getvalue()
    assert len(list((tmp_path / "demo" / "exports").glob("*.xml"))) == 1


@pytest.mark.usefixtures("few_tracks")
def test_quiet_says_what_was_made_and_no_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert demo.run(no_desk, options("--quiet", "--web-report", "--folder", str(tmp_path / "demo"))) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(" ")[0] for line in lines[1:4]] == ["XML:", "sha256:", "Report:"]
    assert lines[0].endswith("changes, approved by the demo itself: nobody was asked.")
    assert len(lines) == 7
    assert opened == [(tmp_path / "demo" / "report.html").as_uri()]


@pytest.mark.parametrize(("encoding", "bar"), [("utf-8", "█"), ("cp1252", "#")])
@pytest.mark.usefixtures("few_tracks")
def test_the_bars_stay_whole_in_a_narrow_terminal_of_any_code_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, bar: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="replace")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(demo, "_WIDTH", 80)
    assert demo.run(no_desk, options("--folder", str(tmp_path / "demo"))) == 0
    out.seek(0)
    lines = [line for line in out.read().splitlines() if bar * 2 in line]
    assert any(bar * 12 in line for line in lines)
    assert all(line[:3] == "  " + line[2] != "   " for line in lines)


@pytest.mark.usefixtures("few_tracks")
def test_a_very_narrow_terminal_keeps_the_genres(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "_WIDTH", 40)
    assert demo.run(no_desk, options("--folder", str(tmp_path / "demo"))) == 0
    table = capsys.readouterr().out.partition("Genres for tracks that had none")[2].partition("need a person")[0]
    assert re.search(r"^  genre +tracks.*\n  [A-Z]\w+ ", table, re.MULTILINE), table


def test_a_folder_that_holds_anything_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "rekurate.sqlite").write_bytes(b"a person's decisions")
    with pytest.raises(BadRequest, match="not empty"):
        demo.run(no_desk, options("--folder", str(tmp_path)))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"a person's decisions"]


def test_a_folder_that_cannot_be_made_is_an_error_with_the_next_step(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadRequest, match="not there yet"):
        demo.run(no_desk, options("--folder", str(tmp_path / "file" / "demo")))


def test_by_default_it_makes_a_dated_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name, **_: str(tmp_path / name))
    folder = demo._new_folder(None)
    assert folder.parent == tmp_path
    assert folder.name.startswith("rekurate-demo-20")


def test_the_folder_is_named_where_other_programs_find_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "really").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "really")
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name, **_: str(tmp_path / "link" / name))
    assert demo._new_folder(None).parent == tmp_path / "really"


def test_where_user_data_cannot_be_written_it_works_in_a_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name, **_: str(tmp_path / "file" / name))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = demo._new_folder(None)
    assert folder.parent == tmp_path
    assert list(folder.iterdir()) == []
