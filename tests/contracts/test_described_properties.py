"""Every property of every schema says in a line what it is."""

from collections.abc import Iterator
from typing import Any

import pytest

from ressurspool.ops.openapi import MERGED
from services.kit.web.openapi_schemas import describe_properties
from services.scheme.properties import PROPERTIES
from services.scheme.services import SERVICES
from tests.contracts.descriptions import described


def properties(name: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The schema, the property, and what is said of it."""
    for schema, content in described()[name]["components"]["schemas"].items():
        for word, of in content.get("properties", {}).items():
            yield schema, word, of


def without_line(name: str) -> list[str]:
    return [f"{schema}.{word}" for schema, word, of in properties(name) if "\n" in of.get("description", "\n")]


@pytest.mark.parametrize("name", [*SERVICES, MERGED])
def test_every_property_has_a_line(name: str) -> None:
    assert without_line(name) == [], "use Field(description=…), or name the word in services/scheme/properties.py"


def test_no_word_is_explained_that_there_is_not() -> None:
    used = {
        f"{schema}.{word}" if f"{schema}.{word}" in PROPERTIES else word
        for service in SERVICES
        for schema, word, of in properties(service)
        if of["description"] in {PROPERTIES.get(f"{schema}.{word}"), PROPERTIES.get(word)}
    }
    assert set(PROPERTIES) - used == set()


class TestDescribeProperties:
    """With toy words: it is by this that the tests above can fail."""

    def test_leaves_a_word_alone_that_nobody_explained(self) -> None:
        schemas: dict[str, dict[str, Any]] = {"Thing": {"properties": {"colour": {"type": "string"}}}}
        describe_properties(schemas, {})
        assert schemas["Thing"]["properties"]["colour"] == {"type": "string"}

    def test_prefers_what_the_schema_says_then_what_the_word_means_there(self) -> None:
        schemas: dict[str, dict[str, Any]] = {
            "Thing": {"properties": {"size": {"description": "own"}, "colour": {}, "name": {}}}
        }
        describe_properties(schemas, {"size": "s", "colour": "c", "name": "n", "Thing.name": "there"})
        said = {word: of["description"] for word, of in schemas["Thing"]["properties"].items()}
        assert said == {"size": "own", "colour": "c", "name": "there"}
