"""Every source is made from values, and says itself what it lacks."""

import subprocess
import sys
from pathlib import Path

from tests.support.evidence import Stage
from tests.support.fake_web import FakeWeb

from rekurate.evidence.build import Sources, witnesses


def test_every_source_is_there_by_name_and_says_what_it_lacks(tmp_path: Path) -> None:
    with FakeWeb(tmp_path) as fake:
        made = witnesses(Stage(fake).world, Sources(), lambda _: tmp_path)
    assert {name: witness.unavailable() is None for name, witness in made.items()} == {
        "file_tags": True,
        "discogs": False,
        "beatport": False,
        "musicbrainz": True,
        "bandcamp": False,
        "lastfm": False,
    }
    assert {name for name, witness in made.items() if not witness.reaches_network} == {"file_tags"}


def test_secrets_are_in_no_repr() -> None:
    assert "hush" not in repr(Sources(discogs_token="hush", lastfm_key="hush"))


def test_making_them_loads_no_heavy_package() -> None:
    heavy = "{'httpx2', 'mutagen', 'rapidfuzz', 'anyascii', 'lxml', 'sqlite3'}"
    code = (
        "import sys; import rekurate.evidence.build; from rekurate.classify.matching import RecordingMatcher; "
        f"RecordingMatcher(); print(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
