"""Read the arguments of a call: forgiving in how clients write a value, strict in what values are allowed."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from rekurate.errors import BadRequest
from rekurate.model.text import cut

Read = TypeVar("Read", bound=BaseModel)

_SHOWN = 80
"""Characters of a refused value that an error repeats."""


def _not_a_flag(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("must be a number")  # noqa: TRY004 - what pydantic collects as an error
    return value


Whole = Annotated[int, BeforeValidator(_not_a_flag)]
"""An integer; `"7"` counts (some clients send text), `true` does not."""
Number = Annotated[float, BeforeValidator(_not_a_flag)]
"""A finite number; `"127.5"` counts, `true` does not."""


class Inputs(BaseModel):
    """The base of every tool's arguments: unknown names are refused, ids may arrive as numbers."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        coerce_numbers_to_str=True,
        allow_inf_nan=False,
        defer_build=True,  # built on the first call: the server's start does not pay for it
        hide_input_in_errors=True,
    )


def read_arguments(model: type[Read], tool: str, raw: Mapping[str, Any]) -> Read:
    """Return the arguments as `model`.

    An argument sent as null counts as left out; a list or object sent as JSON text is parsed.
    Raises BadRequest naming each wrong argument, what it may be, and the nearest name of an unknown one.
    """
    containers = _containers(model)
    given = {name: _parsed(value, name in containers) for name, value in raw.items() if value is not None}
    _refuse_broken_text(tool, given)
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise BadRequest(_sentence(error, model, tool, given)) from None


def _refuse_broken_text(tool: str, given: Mapping[str, Any]) -> None:
    """Raise BadRequest for text with half of a character (a lone surrogate): no file and no answer can hold it."""
    if "\\ud" not in repr(given):  # how Python writes one; to encode each value would take ten times as long
        return
    for name, value in given.items():
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise BadRequest(
                f"{tool}: {name!r} holds half of a character (a lone surrogate). Nothing was done; "
                "send the whole character or leave it out."
            ) from None


@cache
def _containers(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(name for name, field in model.model_fields.items() if _is_container(field.annotation))


def _is_container(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _is_container(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return any(_is_container(arm) for arm in get_args(annotation))
    kind = origin or annotation
    return isinstance(kind, type) and issubclass(kind, (list, tuple, dict, BaseModel))


def _parsed(value: Any, is_container: bool) -> Any:  # noqa: FBT001 - private, called in one place
    if not is_container:
        return value
    if isinstance(value, str):
        value = _from_json(value)
    if isinstance(value, (int, dict)) and not isinstance(value, bool):  # a single id or row, given without its list
        value = [value]
    if isinstance(value, list):
        return [_from_json(item) if isinstance(item, str) and item.startswith("{") else item for item in value]
    return value


def _from_json(text: str) -> Any:
    """Parse JSON text; a bare word is a list of one, so that `track_ids="12"` means what it says."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return [text]
    return value if isinstance(value, (list, dict)) else [text]


def _sentence(error: ValidationError, model: type[BaseModel], tool: str, given: Mapping[str, Any]) -> str:
    problems = error.errors(include_url=False, include_input=False)
    parts = [_problem(problem, model, given) for problem in problems[:5]]
    if len(problems) > len(parts):
        parts.append(f"and {len(problems) - len(parts)} more")
    text = f"{tool}: " + "; ".join(parts) + "."
    text += "".join(_valid(problem["loc"], model, tool) for problem in _first_of_each_place(problems))
    return text + " Nothing was done; correct this and call again."


def _first_of_each_place(problems: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """Return the first unknown or missing name of the call itself, and the first of each list of rows."""
    first: dict[str, Mapping[str, Any]] = {}
    for problem in problems:
        if problem["type"] in ("extra_forbidden", "missing"):
            first.setdefault(_rows_of(problem["loc"]), problem)
    return first.values()


def _rows_of(location: tuple[int | str, ...]) -> str:
    """Return the name of the list that a place is in, "" for an argument of the call itself."""
    return ".".join(str(part) for part in location[:-1] if not isinstance(part, int))


def _valid(location: tuple[int | str, ...], model: type[BaseModel], tool: str) -> str:
    """Say which names there are at the place where one was unknown or missing."""
    rows, names = _rows_of(location), ", ".join(_names_at(model, location))
    return f" Fields of a row of {rows}: {names}." if rows else f" Arguments of {tool}: {names or 'none'}."


def _problem(problem: Mapping[str, Any], model: type[BaseModel], given: Mapping[str, Any]) -> str:
    where = _place(problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"unknown argument {_short(where)}" + _nearest(str(problem["loc"][-1]), _names_at(model, problem["loc"]))
    if problem["type"] == "missing":
        return f"{where!r} is required"
    if problem["type"] == "model_type":
        message = f"must be an object of {', '.join(_names_at(model, (*problem['loc'], '')))}"
    else:
        message = str(problem["msg"]).removeprefix("Value error, ")
        message = message[:1].lower() + message[1:]
    return f"{where!r}: {message}, not {_short(_value_at(given, problem['loc']))}"


def _place(location: tuple[int | str, ...]) -> str:
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _value_at(given: Any, location: tuple[int | str, ...]) -> Any:
    for part in location:
        try:
            given = given[part]
        except (KeyError, IndexError, TypeError):
            break
    return given


def _names_at(model: type[BaseModel], location: tuple[int | str, ...]) -> Iterable[str]:
    """Return the names allowed where an unknown one was met: of the tool, or of the rows of one of its lists."""
    for part in location[:-1]:
        field = model.model_fields.get(str(part))
        model = (field and next(_models(field.annotation), None)) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for arm in get_args(annotation):
        yield from _models(arm)


def _nearest(name: str, names: Iterable[str]) -> str:
    import difflib  # noqa: PLC0415 - loaded on first use: only a refused call needs it

    near = difflib.get_close_matches(name, list(names), 1, 0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _short(value: Any) -> str:
    return cut(repr(value), _SHOWN)
