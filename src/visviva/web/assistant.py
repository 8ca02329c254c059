"""The same questions over the model context protocol, read-only: one tool a question, by stdio.

Limits: answers are the commands' JSON objects whole, without what the page draws; element sets are
given as text or taken from the store.
"""

import hashlib
import json
from typing import Any, Final

import anyio
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from pydantic import ValidationError

import visviva
from visviva.errors import InputError, VisvivaError, one_line
from visviva.web.answers import ANSWERS, answer
from visviva.web.app import first_problem
from visviva.web.questions import ElementsQuestion, Question, question_of
from visviva.web.studies import choices, study_rows

#: Longest text of element sets, signs.
ELEMENTS_SIGNS: Final = 4_000_000
INSTRUCTIONS: Final = (
    "visviva answers whether a space mission can be what its owner says it is, with physics and "
    "open data. Every answer carries a verdict, its number with interval and limit, sources, and "
    "the command that reproduces it. Begin with `studies` and `choices` for the names there are."
)


def name_of(model: type[Question]) -> str:
    """Name of the tool that asks a question.

    Examples
    --------
    >>> from visviva.web.questions import Failure
    >>> name_of(Failure)
    'launch_failure'
    """
    return str(_command(model)).replace(" ", "_")


def _command(model: type[Question]) -> str:
    return str(model.model_json_schema()["properties"]["command"]["const"])


def schema_of(model: type[Question]) -> dict[str, Any]:
    """JSON Schema of a tool's arguments: the question's fields, element sets as text."""
    schema = model.model_json_schema()
    fields = schema["properties"]
    del fields["command"]
    schema["required"] = [key for key in schema.get("required", ()) if key != "command"]
    if issubclass(model, ElementsQuestion):
        fields.pop("elements")
        fields["elements_text"] = {
            "type": "string",
            "maxLength": ELEMENTS_SIGNS,
            "description": "Element sets: OMM (JSON, CSV, XML, KVN), TLE or 3LE.",
        }
    return schema


def tools() -> list[types.Tool]:
    """Every tool, each read-only."""
    reads = types.ToolAnnotations(read_only_hint=True, open_world_hint=False)
    some = [
        types.Tool(
            name="studies",
            description="The studies that ship with the program: names and claims.",
            input_schema={"type": "object", "properties": {}},
            annotations=reads,
        ),
        types.Tool(
            name="choices",
            description="Sites, launchers, ships, stations and satellites that a study may name.",
            input_schema={"type": "object", "properties": {}},
            annotations=reads,
        ),
    ]
    return some + [
        types.Tool(
            name=name_of(model),
            description=f"The JSON of {model.__doc__}",
            input_schema=schema_of(model),
            annotations=reads,
        )
        for model in ANSWERS
    ]


def call(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """What a tool answers.

    Raises
    ------
    VisvivaError
        If there is no such tool, its arguments are none, or as the command would.

    Examples
    --------
    >>> call("studies", {})["schema"]
    'visviva.studies/1'
    """
    if name == "studies":
        return {"schema": "visviva.studies/1", "studies": study_rows("en", {})}
    if name == "choices":
        return {"schema": "visviva.choices/1", **choices("en")}
    model = next((m for m in ANSWERS if name_of(m) == name), None)
    if model is None:
        raise InputError(f"no tool is called {one_line(name, 60)!r}", advice="list the tools")
    given, upload = dict(arguments), None
    if issubclass(model, ElementsQuestion) and given.get("elements_text"):
        text = str(given.pop("elements_text"))
        if len(text) > ELEMENTS_SIGNS:
            raise InputError(f"elements_text of {len(text):,} signs", advice="give fewer sets")
        upload = text.encode("utf-8", "replace")
        given["elements"] = hashlib.sha256(upload).hexdigest()
    elif "elements" in given:
        raise InputError("elements names an upload of the page", advice="give elements_text")
    try:
        question = question_of({**given, "command": _command(model)})
    except ValidationError as err:
        raise InputError(first_problem(err.errors())) from err
    return answer(question, upload, lambda label, share: None).result


def server() -> Server[Any]:
    """The server, not yet running."""

    async def listed(context: Any, params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=tools())

    async def called(context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            found = await anyio.to_thread.run_sync(call, params.name, dict(params.arguments or {}))
        except VisvivaError as err:
            return types.CallToolResult(
                content=[types.TextContent(type="text", text=err.line())], is_error=True
            )
        text = json.dumps(found, ensure_ascii=False, allow_nan=False)
        return types.CallToolResult(
            content=[types.TextContent(type="text", text=text)], structured_content=found
        )

    return Server(
        "visviva",
        version=visviva.__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=listed,
        on_call_tool=called,
    )


def run() -> None:
    """Serve on stdin and stdout until they are closed."""

    async def serve() -> None:
        one = server()
        async with stdio_server() as (read, write):
            await one.run(read, write, one.create_initialization_options())

    anyio.run(serve)
