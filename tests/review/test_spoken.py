"""What agents and persons are both told, as a person at a terminal reads it."""

import pytest

from rekurate.review.spoken import for_terminal


@pytest.mark.parametrize(
    ("shared", "said"),
    [
        ("Then let verify_import compare your library.", "Then let `rekurate verify` compare your library."),
        ("Call preview_changes, then write_xml.", "Run `rekurate review --list`, then `rekurate export`."),
        (
            "Stage changes first: update_tracks, or classify_tracks with auto_stage; list_exports has more.",
            "Stage changes first: `rekurate classify --stage high`; list_exports (a tool of your agent's) has more.",
        ),
        (
            "Nearest: 'Warm'. `read_library` lists them.",
            "Nearest: 'Warm'. read_library (a tool of your agent's) lists them.",
        ),
        ("see get_genre_taxonomy", "see `rekurate taxonomy explain`"),
        ("Give --playlist or --artist.", "Give --playlist or --artist."),
        ("my_write_xml_2", "my_write_xml_2"),
        ("/Users/me/write_xml/lib.xml exists", "/Users/me/write_xml/lib.xml exists"),
    ],
)
def test_a_tool_is_a_command_where_one_does_it(shared: str, said: str) -> None:
    assert for_terminal(shared) == said


def test_the_question_in_the_client_stays_one() -> None:
    text = "answer the question that write_xml asks in a client that can show it, or run `rekurate review`"
    assert for_terminal(text) == text
