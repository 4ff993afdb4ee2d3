"""Describe models as JSON Schema, without the parts that no client needs."""

from typing import Any

from pydantic import BaseModel

_NULL = {"type": "null"}
_KEYWORDS = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
"""Pydantic's own names of bounds -> JSON Schema's. It leaves its own when there is a validator too, as in `Whole`."""


def published(model: type[BaseModel], *, answer: bool = False) -> dict[str, Any]:
    """Return the JSON Schema of a tool's arguments, or of its answer.

    Titles are dropped, for they repeat the names. So is null: an argument that is not needed is left out, and an
    answer leaves out every field that is None. (Such a field is therefore not required in an answer, and defaults say
    nothing there.)
    """
    dropped = {"title", "default"} if answer else {"title"}
    schema: dict[str, Any] = _trimmed(model.model_json_schema(by_alias=True), dropped)
    for model_schema in (schema, *schema.get("$defs", {}).values()):
        model_schema.pop("description", None)  # the docstring of a class is for developers
    return schema


def _trimmed(node: Any, dropped: set[str]) -> Any:
    if isinstance(node, list):
        return [_trimmed(item, dropped) for item in node]
    if not isinstance(node, dict):
        return node
    node = _without_null(_optional_nulls(node))
    return {
        _KEYWORDS.get(key, key): {name: _trimmed(value, dropped) for name, value in child.items()}
        if key in ("properties", "$defs")  # names of fields and models, not keywords
        else _trimmed(child, dropped)
        for key, child in node.items()
        if not (key in dropped or (key == "default" and child is None))
    }


def _optional_nulls(node: dict[str, Any]) -> dict[str, Any]:
    properties, required = node.get("properties"), node.get("required")
    if not properties or not required:
        return node
    kept = [name for name in required if _NULL not in properties[name].get("anyOf", ())]
    rest = {key: value for key, value in node.items() if key != "required"}
    return {**rest, "required": kept} if kept else rest


def _without_null(node: dict[str, Any]) -> dict[str, Any]:
    arms = node.get("anyOf")
    if not isinstance(arms, list) or _NULL not in arms:
        return node
    kept = [arm for arm in arms if arm != _NULL]
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    return {**kept[0], **rest} if len(kept) == 1 else {"anyOf": kept, **rest}
