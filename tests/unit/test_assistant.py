"""`visviva mcp`: the same answers over the model context protocol, read-only."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

import anyio
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

from visviva.errors import VisvivaError
from visviva.web.assistant import call, tools

ISS = """ISS (ZARYA)
1 25544U 98067A   19343.69339541  .00001764  00000-0  38792-4 0  9991
2 25544  51.6439 211.2001 0007417  17.6667  85.6398 15.50103472202482
"""


def test_an_assistant_lists_the_tools_and_asks_a_study(capsys: pytest.CaptureFixture[str]) -> None:
    source = str(Path(__file__).resolve().parents[2] / "src")
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "visviva", "mcp"],
        env={**os.environ, "PYTHONPATH": source},
    )
    question = {"study": "soyuz-tiangong", "quick": True, "alternatives": False}

    async def talk() -> tuple[Any, Any, Any]:
        async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
            await session.initialize()
            listed = await session.list_tools()
            found = await session.call_tool("assess", question)
            wrong = await session.call_tool("assess", {"study": "no-such-study"})
            return listed, found, wrong

    listed, found, wrong = anyio.run(talk)
    assert {"studies", "assess", "read", "launch_failure"} <= {t.name for t in listed.tools}
    assert all(t.annotations.read_only_hint for t in listed.tools)
    answer = json.loads(found.content[0].text)
    assert (answer["schema"], answer["verdict"]) == ("visviva.assessment/1", "no")
    assert wrong.is_error
    assert "no study is called 'no-such-study'" in wrong.content[0].text


def test_element_sets_are_given_as_text() -> None:
    found = call(
        "observe_where",
        {"elements_text": ISS, "start": "2019-12-10T00:00:00Z", "days": 0.01, "step_s": 60.0},
    )
    assert found["schema"] == "visviva.observe.where/1"
    assert len(found["rows"]) > 10


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("rm", {}, "no tool is called 'rm'"),
        ("assess", {}, "give either study or study_toml"),
        ("assess", {"study": "soyuz-iss", "samples": 1}, "samples"),
        ("observe_where", {"elements": "0" * 64}, "give elements_text"),
        ("observe_where", {"elements_text": "no sets"}, ""),
    ],
)
def test_what_is_no_question_is_refused(name: str, arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(VisvivaError) as caught:
        call(name, arguments)
    assert said in caught.value.line()


def test_every_tool_has_a_schema_without_paths_of_this_machine() -> None:
    for tool in tools():
        text = json.dumps(tool.input_schema)
        assert tool.input_schema["type"] == "object"
        assert "command" not in tool.input_schema["properties"]
        assert "SHA-256" not in text
