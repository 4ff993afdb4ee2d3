"""Turn a ToolSpec into a tool of the SDK: one validation, readable errors, compact answers, lazy schemas."""

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
"""Seconds a person has for a question in clients of the older protocol, where a silent client would block for good."""


class _Said(ToolError):
    """An error in our own words. One of the SDK's, met while a question is open, is about the answer to it."""


class _Shape(FuncMetadata):
    """Hands validated arguments through and writes answers as compact JSON, twice the same."""

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
    """A tool of ours inside the SDK."""

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
            meta=dict(spec.meta) if spec.meta else None,
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
            raise _Said(encodable(str(error))) from None
        try:
            return await super().run({"arguments": read}, context, convert_result)
        except ToolError as error:
            cause = error.__cause__
            if isinstance(cause, _Said):  # wrapped: the prefix says nothing the client does not know
                raise _Said(str(cause)) from error
            if isinstance(cause, ToolError) and self._spec.ask is not None:
                raise _no_answer(self.name, cause) from error
            raise


def _body(spec: ToolSpec, desk: Desk) -> Callable[..., BaseModel]:
    def body(arguments: BaseModel, context: Context[Any, Any], reply: Any = None) -> BaseModel:
        call = Call(context, monotonic, _accepted(reply))
        try:
            return spec.run(desk, arguments, call)
        except RekurateError as error:
            raise _Said(encodable(f"{spec.name}: {error}")) from error

    return body


def _accepted(reply: Any) -> BaseModel | None:
    """Return what a person answered; None for no question, a refusal, or an answer that never came."""
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
            raise _Said(encodable(f"{spec.name}: {error}")) from error
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
        raise _Said(
            f"{spec.name}: no answer within {ANSWER_WITHIN:.0f} s; nothing was done. "
            "Call again, or run `rekurate review` in a terminal."
        )

    return question


def _no_answer(tool: str, error: Exception) -> _Said:
    """Word what is wrong with an answer: the client's own failure, no form at all, or fields that do not fit."""
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
    return _Said(
        f"{tool}: {why}; nothing was done. Call again and let the person fill in every field, or run `rekurate review` "
        "in a terminal."
    )


def _modern(context: Context[Any, Any]) -> bool:
    """Whether questions travel inside the result (2026-07-28 and later) instead of as a request of the server's."""
    version = context.protocol_version
    return version is not None and version >= "2026-07-28"
