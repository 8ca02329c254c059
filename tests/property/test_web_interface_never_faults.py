"""Whatever its description allows, and what it does not: the interface never answers with 500."""

from contextlib import closing, suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable

from unit.web_targets import echoes

pytest.importorskip("fastapi", reason="the extra `web` is not installed")
pytest.importorskip("schemathesis", reason="schemathesis is not installed")

import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from visviva.web.app import create_app
from visviva.web.jobs import Jobs

HERE = {"Host": "127.0.0.1:8577"}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_no_request_is_a_fault(mode: Any) -> None:
    # What answers is an echo: only the interface is asked.
    with closing(Jobs(1, target=echoes)) as jobs:
        app = create_app(jobs=jobs, prepare=False)
        schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers=HERE)
        asked = 0
        for found in schema.get_all_operations():
            operation = found.ok()

            @given(case=operation.as_strategy(generation_mode=mode))
            @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
            def one(case: Any) -> None:
                case.call_and_validate(checks=CHECKS, headers=HERE)

            with suppress(Unsatisfiable):  # where nothing is asked for, nothing can be wrong
                one()
                asked += 1
        assert asked >= 6
