"""What the descriptions say of each operation beside its schemas, for people and for generators of clients."""

from collections.abc import Iterator
from typing import Any

import pytest

from ressurspool.ops.openapi import MERGED
from services.scheme.services import SERVICES
from services.scheme.tags import TAGS
from tests.contracts.descriptions import described

FILES = [*SERVICES, MERGED]


def operations(name: str) -> Iterator[dict[str, Any]]:
    for item in described()[name]["paths"].values():
        yield from item.values()


@pytest.mark.parametrize("name", FILES)
def test_every_tag_has_a_sentence(name: str) -> None:
    used = {tag for operation in operations(name) for tag in operation["tags"]}
    told = {tag["name"]: tag["description"] for tag in described()[name]["tags"]}
    assert set(told) == used
    assert [tag for tag, text in told.items() if not text.endswith(".")] == [], "write them in services/scheme/tags.py"


def test_no_sentence_is_for_a_tag_that_there_is_not() -> None:
    used = {tag for service in SERVICES for operation in operations(service) for tag in operation["tags"]}
    assert set(TAGS) - used == set()


@pytest.mark.parametrize("name", FILES)
def test_every_operation_says_who_may_call_it(name: str) -> None:
    """An empty list is a word too: without one, tools believe that the author forgot."""
    assert [operation["operationId"] for operation in operations(name) if "security" not in operation] == []


@pytest.mark.parametrize("name", FILES)
def test_summaries_are_sentences(name: str) -> None:
    """They are the first sentence of the route's docstring, and not its name once more."""
    assert [
        operation["operationId"]
        for operation in operations(name)
        if not operation["description"].replace("\n", " ").startswith(operation["summary"])
    ] == []


@pytest.mark.parametrize("name", FILES)
def test_the_description_says_whose_it_is(name: str) -> None:
    info = described()[name]["info"]
    assert info["contact"]["email"]
    assert info["license"]["name"]
    assert described()[name]["servers"]
