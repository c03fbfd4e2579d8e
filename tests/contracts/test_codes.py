"""`GET /v1/codes` has a word in each language for every code that a service's description names."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from ressurspool.ops.applications import application_without_database
from services.auth.access import IDENTITY_SCOPES, USER_SCOPES
from services.kit.language import Language
from services.kit.web.codes_routes import CodesRead
from services.scheme.services import SERVICES
from tests.contracts.descriptions import described

# what programs say to programs, and what has words of its own: counties at GET /pool/v1/counties
FOR_PROGRAMS = {
    "auth": [
        {*IDENTITY_SCOPES, *USER_SCOPES},
        {"client_secret_basic", "private_key_jwt", "none"},
        {"invitation", "proposal", "sign_up", "password", "password_changed", "decision", "address", "accounts_joined"},
    ],
    "matching": [{"duality", "stable", "lp"}, {"placements", "pool"}],
    "notify": [{"auth", "needs", "placements", "pool"}],
    "placements": [{"auth", "needs", "pool"}],
}
OSLO = "oslo"


def codes_of(service: str) -> Mapping[str, Mapping[str, Mapping[Language, str]]]:
    return CodesRead.model_validate_json(application_without_database(service).state.codes).groups


def enums_in(part: Any) -> Iterator[set[str]]:
    """Every choice between texts that a description offers. A single constant is no choice."""
    if isinstance(part, list):
        for one in part:
            yield from enums_in(one)
    if isinstance(part, dict):
        choices = part.get("enum")
        if isinstance(choices, list) and len(choices) > 1:
            yield {choice for choice in choices if isinstance(choice, str)}
        for one in part.values():
            yield from enums_in(one)


def wordless(service: str, groups: Mapping[str, Mapping[str, Any]]) -> list[set[str]]:
    """The choices of which no group has all codes."""
    choices = [found for found in enums_in(described()[service]) if OSLO not in found]
    known = [{*group} for group in groups.values()] + FOR_PROGRAMS.get(service, [])
    return [found for found in choices if not any(found <= group for group in known)]


@pytest.mark.parametrize("service", SERVICES)
class TestEveryService:
    def test_has_a_word_for_every_choice(self, service: str) -> None:
        assert wordless(service, codes_of(service)) == []

    def test_negative_control_a_code_without_a_word_is_noticed(self, service: str) -> None:
        groups = codes_of(service)
        for name, group in groups.items():
            less = {**groups, name: dict(list(group.items())[1:])}
            if wordless(service, less):
                return
        pytest.fail("no group is needed")

    def test_has_a_word_for_every_verb(self, service: str) -> None:
        groups = codes_of(service)
        known = [{*group} for name, group in groups.items() if name.endswith("verb")]
        for verbs in application_without_database(service).state.verbs:
            assert any({*verbs.routes} == group for group in known), verbs.routes

    def test_has_its_words_in_bokmal_nynorsk_and_english(self, service: str) -> None:
        for name, group in codes_of(service).items():
            for code, words in group.items():
                assert set(words) == set(Language), (name, code)
                assert all(text and "{" not in text for text in words.values()), (name, code)

    def test_has_a_word_for_every_problem(self, service: str) -> None:
        assert {"wrong-state", "not-found", "unauthenticated"} <= {*codes_of(service)["problem"]}


def test_a_county_is_always_one_of_the_counties() -> None:
    """A name that is none, such as a misspelt one, would suit nobody: it is refused."""
    asked = [
        (f"{service} {operation['operationId']}", parameter["schema"])
        for service in SERVICES
        for item in described()[service]["paths"].values()
        for operation in item.values()
        for parameter in operation.get("parameters", [])
        if parameter["name"] == "county"
    ]
    asked += [
        (f"{service} {name}", schema["properties"]["county"])
        for service in SERVICES
        for name, schema in described()[service]["components"]["schemas"].items()
        if name.endswith(("Create", "Update", "Draft", "Profile")) and "county" in schema.get("properties", {})
        if not name.startswith(("Public", "Disclosed"))
    ]
    assert len(asked) >= 6
    assert [name for name, schema in asked if not any(OSLO in found for found in enums_in(schema))] == []
