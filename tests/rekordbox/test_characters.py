from rekurate.rekordbox.characters import is_writable, unwritable


def test_white_space_and_emoji_can_be_written_and_controls_cannot() -> None:
    assert unwritable("a\t\n\r 🎧 \u202b") is None
    assert unwritable("a\x0bb") == "\x0b"


def test_a_number_beyond_unicode_or_of_half_a_pair_is_no_character() -> None:
    assert [is_writable(code) for code in (0x41, 0x1F3A7, 0x0B, 0xD800, 0x110000)] == [True, True, False, False, False]
