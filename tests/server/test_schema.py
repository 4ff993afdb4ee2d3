from tests.support.tool import Echo, Plain

from rekurate.server.answers import View
from rekurate.server.schema import published
from rekurate.server.selecting import SelectionArguments


def test_arguments_are_published_without_titles_and_nulls() -> None:
    assert published(Plain) == {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "text": {"type": "string"},
            "count": {"type": "integer", "minimum": 1, "maximum": 9, "default": 1},
            "ids": {"type": "array", "items": {"type": "string"}},
            "changes": {"type": "array", "items": {"$ref": "#/$defs/Change"}},
            "share": {"type": "number"},
            "flag": {"type": "boolean", "default": False},
        },
        "required": ["text"],
        "$defs": {
            "Change": {
                "type": "object",
                "additionalProperties": False,
                "properties": {"track_id": {"type": "string"}, "year": {"type": "integer"}},
                "required": ["track_id"],
            }
        },
    }


def test_what_an_answer_may_lack_is_not_required() -> None:
    assert published(Echo, answer=True) == {
        "type": "object",
        "properties": {
            "said": {"type": "string"},
            "nothing": {"type": "string"},
            "rows": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["said", "rows"],
    }


def test_a_field_may_be_called_title_or_default() -> None:
    class Named(View):
        title: str
        default: str | None

    schema = published(Named, answer=True)
    assert schema["properties"] == {"title": {"type": "string"}, "default": {"type": "string"}}
    assert schema["required"] == ["title"]


def test_the_shared_selection_costs_every_tool_less_than_two_thousand_characters() -> None:
    assert len(str(published(SelectionArguments))) < 2000
