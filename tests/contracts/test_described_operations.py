"""What the descriptions say of each operation beside its schemas, for people and for generators of clients."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute

from ressurspool.ops.applications import application_without_database
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


def promised(operation: dict[str, Any]) -> set[str]:
    """The headers of a success."""
    answers = [answer for status, answer in operation["responses"].items() if status < "300"]
    return {name for answer in answers for name in answer["headers"]}


@pytest.mark.parametrize("service", SERVICES)
def test_the_headers_are_those_that_the_route_sets(service: str) -> None:
    """The description has them by what the route returns; how it makes the response stands in its source."""
    setters = {"created": "Location ETag", "versioned": "ETag", "shown": "ETag", "page": "Link", "shown_page": "Link"}
    described_ones = {operation["operationId"]: promised(operation) for operation in operations(service)}
    for route in application_without_database(service).routes:
        if isinstance(route, APIRoute):
            source = inspect.getsource(route.endpoint)
            names = {name for setter, of in setters.items() if f"response.{setter}(" in source for name in of.split()}
            assert described_ones[route.name] & {"Location", "ETag", "Link"} == names, route.name


@pytest.mark.parametrize("name", FILES)
def test_every_thing_that_is_made_links_to_what_comes_next(name: str) -> None:
    made = [operation for operation in operations(name) if "Location" in promised(operation)]
    assert [one["operationId"] for one in made if not one["responses"]["201"].get("links")] == []


@pytest.mark.parametrize("name", FILES)
def test_links_lead_to_operations_with_all_their_path_says(name: str) -> None:
    by_id = {one["operationId"]: one for one in operations(name)}
    for operation in operations(name):
        for link in operation["responses"].get("201", {}).get("links", {}).values():
            led_to = by_id[link["operationId"]]
            parameters = led_to.get("parameters", [])
            given = {place for place in link["parameters"] if "." not in place}
            assert {one["name"] for one in parameters if one.get("required") and one["in"] == "path"} <= given
            assert given <= {one["name"] for one in parameters}


def test_what_is_made_in_one_service_links_to_what_others_say_of_it() -> None:
    links = {one["operationId"]: one["responses"].get("201", {}).get("links", {}) for one in operations(MERGED)}
    said = links["needs_create_need"]["matching_list_candidates"]["parameters"]
    assert said == {"need_id": "$response.body#/id"}
    read = links["placements_create_candidacy"]
    assert read["pool_read_expert"]["parameters"] == {"expert_id": "$response.body#/expert_id"}
    assert read["needs_read_need"]["parameters"] == {"need_id": "$response.body#/need_id"}
    assert "placements_list_candidacies" in links["pool_create_expert"]


@pytest.mark.parametrize("service", SERVICES)
def test_what_has_a_tag_may_be_unchanged(service: str) -> None:
    for item in described()[service]["paths"].values():
        for method, operation in item.items():
            tagged = method == "get" and "ETag" in operation["responses"].get("200", {}).get("headers", {})
            assert ("304" in operation["responses"]) == tagged, operation["operationId"]


def test_unions_with_a_tag_say_so() -> None:
    """Each has another value of the same property: a generated client reads it by that."""
    needs = described()[MERGED]["paths"]["/needs/v1/needs/{need_id}"]["get"]["responses"]["200"]
    union = needs["content"]["application/json"]["schema"]
    assert union["discriminator"]["propertyName"] == "shown_as"
    assert sorted(union["discriminator"]["mapping"].values()) == sorted(one["$ref"] for one in union["oneOf"])
