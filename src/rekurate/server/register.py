"""Turn a ToolSpec into a tool of the SDK.

Beside the SDK's own way: arguments are read once and by us, errors are sentences for the model, answers are compact,
and schemas are generated when a client first asks for them.
"""

import inspect
import json
from collections.abc import Callable
from time import monotonic
from typing import Any

import anyio
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.resolve import Elicit, Resolve, build_resolver_plans
from mcp.server.mcpserver.tools.base import Tool
from mcp.server.mcpserver.utilities.func_metadata import ArgModelBase, FuncMetadata
from mcp.shared.exceptions import MCPError
from mcp.types import CallToolResult, InputRequiredResult, TextContent
from pydantic import BaseModel, PrivateAttr, ValidationError

from rekurate.curation.desk import Desk
from rekurate.errors import RekurateError
from rekurate.server.arguments import read_arguments
from rekurate.server.call import Call
from rekurate.server.schema import published
from rekurate.server.spec import ToolSpec
from rekurate.server.text import encodable, is_encodable

ANSWER_WITHIN = 300.0
"""Seconds a person has to answer a question in a client of the older protocol: there the call waits for the answer, and
a client that never sends one would block it for ever."""


class _OwnError(ToolError):
    """A tool error with a text of ours. Any other ToolError is the SDK's, about the answer to a question."""


class _Shape(FuncMetadata):
    """Tells the SDK that arguments are read already, and writes an answer as structure and as the same compact JSON."""

    def validate_arguments(self, arguments_to_validate: dict[str, Any]) -> dict[str, Any]:
        """Return the arguments as they are: `SpecTool.run` has read them."""
        return arguments_to_validate

    def convert_result(self, result: Any) -> CallToolResult | InputRequiredResult:
        """Return an answer as structured content and as the compact JSON of it; None fields are dropped."""
        if not isinstance(result, BaseModel) or isinstance(result, CallToolResult | InputRequiredResult):
            return super().convert_result(result)
        data = result.model_dump(mode="json", exclude_none=True, by_alias=True)
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        if not is_encodable(text):
            text = encodable(text)
            data = json.loads(text)
        return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=data)


class SpecTool(Tool):
    """A tool of the SDK that runs a ToolSpec."""

    _spec: ToolSpec = PrivateAttr()

    @classmethod
    def of(cls, spec: ToolSpec, desk: Desk) -> "SpecTool":
        """Build the tool; its schemas are made by `describe`, when a client first asks for them."""
        asked: dict[str, Any] = {}
        if spec.ask is not None:
            asked = {"reply": (Resolve(_asker(spec, desk)), True)}
        tool = cls(
            fn=_body(spec, desk),
            name=spec.name,
            title=spec.title,
            description=inspect.getdoc(spec.run) or spec.title,
            parameters={},
            fn_metadata=_Shape(arg_model=ArgModelBase),
            is_async=False,
            context_kwarg="context",
            resolved_params=asked,
            resolver_plans=build_resolver_plans(asked, {"arguments"}),
            annotations=spec.hints,
        )
        tool._spec = spec
        return tool

    def describe(self) -> None:
        """Generate the schemas, once."""
        if not self.parameters:
            self.parameters = published(self._spec.arguments)
            self.fn_metadata.output_schema = published(self._spec.answer, answer=True)

    async def run(self, arguments: dict[str, Any], context: Context[Any, Any], convert_result: bool = False) -> Any:  # noqa: FBT001, FBT002 - the SDK's signature
        """Read the arguments, then run as the SDK does.

        Raises ToolError with a text for the model.
        """
        try:
            read = read_arguments(self._spec.arguments, self.name, arguments)
        except RekurateError as error:
            raise _OwnError(encodable(str(error))) from None
        try:
            return await super().run({"arguments": read}, context, convert_result)
        except ToolError as error:
            cause = error.__cause__
            if isinstance(cause, _OwnError):  # the SDK wraps it, with a prefix that the client does not need
                raise _OwnError(str(cause)) from error
            if isinstance(cause, ToolError) and self._spec.ask is not None:
                raise _no_answer(self.name, cause) from error
            raise


def _body(spec: ToolSpec, desk: Desk) -> Callable[..., BaseModel]:
    def body(arguments: BaseModel, context: Context[Any, Any], reply: Any = None) -> BaseModel:
        call = Call(context, monotonic, _accepted(reply))
        try:
            return spec.run(desk, arguments, call)
        except RekurateError as error:
            raise _OwnError(encodable(f"{spec.name}: {error}")) from error

    return body


def _accepted(reply: Any) -> BaseModel | None:
    """Return what a person answered; None for no question, a refusal, or an answer that never came.

    The answer comes in the SDK's own result, which has another one inside it in the older protocol.
    """
    while hasattr(reply, "action"):
        if reply.action != "accept":
            return None
        reply = getattr(reply, "data", None)
    return reply if isinstance(reply, BaseModel) else None


def _asker(spec: ToolSpec, desk: Desk) -> Callable[..., Any]:
    asks = spec.ask
    assert asks is not None

    async def question(arguments: Any, context: Context) -> Any:
        try:
            asked = await anyio.to_thread.run_sync(asks, desk, arguments, Call(context, monotonic))
        except RekurateError as error:
            raise _OwnError(encodable(f"{spec.name}: {error}")) from error
        if asked is None:
            return None
        marker = Elicit(asked.text, asked.form)
        if _modern(context):
            return marker
        with anyio.move_on_after(ANSWER_WITHIN):
            try:
                return await context.elicit(marker.message, marker.schema)
            except (ValueError, MCPError) as error:  # an empty or misshapen answer, or a client that cannot after all
                raise _no_answer(spec.name, error) from error
        raise _OwnError(
            f"{spec.name}: no answer within {ANSWER_WITHIN:.0f} s; nothing was done. "
            "Call again, or run `rekurate review` in a terminal."
        )

    return question


def _no_answer(tool: str, error: Exception) -> _OwnError:
    """Return the error for an answer that cannot be used: the client failed, sent no form, or one that does not fit."""
    misfit = error.__cause__
    if isinstance(error, MCPError):
        why = f"the client could not ask the person ({str(error)[:200]})"
    elif isinstance(misfit, ValidationError):
        wrong = [
            f"{'.'.join(map(str, one['loc']))}: {one['msg']}".replace("Value error, ", "") for one in misfit.errors()
        ]
        why = f"the answer does not fit the form ({'; '.join(wrong)[:200]})"
    else:
        why = "the client says yes but sent an empty or unreadable form"
    return _OwnError(
        f"{tool}: {why}; nothing was done. Call again and let the person fill in every field, or run `rekurate review` "
        "in a terminal."
    )


def _modern(context: Context[Any, Any]) -> bool:
    """Whether the protocol is 2026-07-28 or later: there a question is part of the result, not a request of ours."""
    version = context.protocol_version
    return version is not None and version >= "2026-07-28"
