"""The examples of requests are valid: by the schema that stands beside them, and by the model that reads them."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute
from jsonschema import Draft202012Validator

from ressurspool.ops.applications import application_without_database
from ressurspool.ops.openapi import MERGED
from services.scheme.examples import EXAMPLES
from services.scheme.services import SERVICES
from tests.contracts.descriptions import described


def shown(name: str) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """The operation, the schema of its body and an example of it."""
    for item in described()[name]["paths"].values():
        for operation in item.values():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                for example in content.get("examples", {}).values():
                    yield operation["operationId"], content["schema"], example["value"]


@pytest.mark.parametrize("name", [*SERVICES, MERGED])
def test_they_are_valid_by_their_schema(name: str) -> None:
    components = described()[name]["components"]
    for operation, schema, example in shown(name):
        faults = Draft202012Validator({"components": components, **schema}).iter_errors(example)
        assert [fault.message for fault in faults] == [], operation


@pytest.mark.parametrize("service", SERVICES)
def test_they_are_read_by_their_model(service: str) -> None:
    for route in application_without_database(service).routes:
        if isinstance(route, APIRoute) and route.body_field is not None:
            for example in EXAMPLES.get(route.name, {}).values():
                _, faults = route.body_field.validate(example, {}, loc=("body",))
                assert not faults, route.name


def test_all_are_shown() -> None:
    assert {operation for service in SERVICES for operation, _, _ in shown(service)} == set(EXAMPLES)
