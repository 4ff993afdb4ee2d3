import pytest
from tests.support.writing import fake_guide


@pytest.fixture
def fake_import_guide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rekurate.rekordbox.guide.import_guide", fake_guide)
