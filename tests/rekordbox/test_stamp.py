from pathlib import Path

from rekurate.rekordbox.stamp import library_id, stamp_of


def test_a_stamp_changes_with_every_part_and_is_steady_otherwise(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    one.write_text("1", encoding="utf-8")
    alone = stamp_of(one, other)
    assert alone == stamp_of(one, other)
    other.write_text("2", encoding="utf-8")
    assert stamp_of(one, other).text != alone.text
    assert stamp_of(one, other).modified_at >= alone.modified_at


def test_a_library_is_named_by_where_it_really_is(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert library_id("xml", tmp_path / "link" / "l.xml") == library_id("xml", tmp_path / "real" / "l.xml")
    assert library_id("xml", tmp_path / "l.xml") != library_id("database", tmp_path / "l.xml")
