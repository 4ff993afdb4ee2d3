import pytest
from tests.support.writing import FakeWriter

from rekurate.curation.desk import Desk


@pytest.fixture
def writer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> FakeWriter:
    writer = FakeWriter(desk.library)
    monkeypatch.setattr("rekurate.rekordbox.export.write_export", writer)
    return writer
