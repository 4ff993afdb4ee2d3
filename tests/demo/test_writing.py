"""The writer writes what Rekordbox writes: a real export's values give the export back byte for byte."""

from pathlib import Path

import pytest
from lxml import etree

from rekurate.demo.writing import document, element

REAL = Path(__file__).parents[1] / "data" / "rekordbox"


def written(node: etree._Element, depth: int = 0) -> str:
    return element(node.tag, dict(node.attrib), [written(child, depth + 1) for child in node], depth=depth)


@pytest.mark.parametrize("name", ["rekordbox5_database.xml", "rekordbox6_database.xml"])
def test_a_real_export_is_given_back(name: str) -> None:
    real = (REAL / name).read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    assert document(written(etree.fromstring(real))) == real
