"""No request body can produce endless faults: objects name their fields, and lists have a longest length."""

from collections.abc import Iterator
from typing import Any

import pytest

from services.scheme.services import SERVICES
from tests.contracts.descriptions import described

Schema = dict[str, Any]


def bodies(service: str) -> list[tuple[str, Schema]]:
    """Each schema that a JSON body is read by, and those within it, with the names of its operations."""
    description = described()[service]
    schemas = description["components"]["schemas"]
    found = [
        (operation["operationId"], body["schema"])
        for item in description["paths"].values()
        for operation in item.values()
        for kind, body in operation.get("requestBody", {"content": {}})["content"].items()
        if kind == "application/json"
    ]
    return [(name, part) for name, schema in found for part in parts(schema, schemas)]


def parts(schema: Any, schemas: dict[str, Schema]) -> Iterator[Schema]:
    """The schema and what it is made of; none of ours holds itself."""
    if isinstance(schema, list):
        for part in schema:
            yield from parts(part, schemas)
    if isinstance(schema, dict):
        yield schema
        yield from parts(schemas.get(str(schema.get("$ref")).rpartition("/")[2]), schemas)
        yield from parts(list(schema.values()), schemas)


@pytest.mark.parametrize("service", SERVICES)
def test_every_list_in_a_request_has_a_longest_length(service: str) -> None:
    endless = [name for name, part in bodies(service) if part.get("type") == "array" and "maxItems" not in part]
    assert endless == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_object_in_a_request_names_its_fields(service: str) -> None:
    objects = [(name, part) for name, part in bodies(service) if part.get("type") == "object"]
    assert objects, "the walk finds them"
    assert [name for name, part in objects if part.get("additionalProperties") is not False] == []
