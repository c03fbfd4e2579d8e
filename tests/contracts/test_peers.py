"""What a service reads in a sibling's response exists there, and what only siblings may read is read by one."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest
from pydantic import BaseModel

from services.kit.access.table import CallerKind
from services.kit.settings import PROJECT_ROOT
from services.matching.peers import StatesPage
from services.scheme.services import SERVICES
from tests.architecture.rooms import application, parsed, routes_of
from tests.contracts.catalogue import state_fields
from tests.contracts.sources import keys_of, sources_of

STATES = {
    "match-profiles": ("pool", "_match_profile", "ExpertState"),
    "match-needs": ("needs", "_match_need", "NeedState"),
}


# what an operator compares replicas with, and `tests/faults/index.py`; no service reads it
READ_BY_OPERATORS = {("matching", "/v1/index")}


@dataclass(frozen=True)
class Call:
    """One call to a sibling: which service calls which, on which path, and the model that reads the response."""

    service: str
    owner: str
    path: str
    model: type[BaseModel]

    def __str__(self) -> str:
        return f"{self.service}-{self.owner}{self.path}"


def calls() -> Iterator[Call]:
    """Every call of every service to a sibling, but for the event feeds, which have tests of their own."""
    for service in SERVICES:
        path = PROJECT_ROOT / "services" / service / "peers.py"
        if path.exists():
            yield from calls_in(service, parsed(path))
    for feed, (owner, _, _) in STATES.items():
        yield Call("matching", owner, f"/v1/{feed}", StatesPage)


def calls_in(service: str, peers: ast.Module) -> Iterator[Call]:
    """Every `self._owner.find(path, Model)` of a peers.py."""
    owners = dict(owners_in(peers))
    for call in (node for node in ast.walk(peers) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "find":
            model = getattr(import_module(f"services.{service}.peers"), ast.unparse(call.args[1]))
            yield Call(service, owners[ast.unparse(call.func.value)], template(call.args[0]), model)


def for_siblings_only() -> Iterator[tuple[str, str]]:
    """Owner and path of every GET that the access table grants to siblings and to nobody else."""
    for owner in SERVICES:
        access = application(owner).state.access
        for route in routes_of(owner):
            grants = access[route.name].grants if route.name in access else ()
            if grants and route.methods == {"GET"} and all(grant.kinds == {CallerKind.SERVICE} for grant in grants):
                yield owner, placeholders(route.path)


def owners_in(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """`self._pool` → "pool", as `siblings.peer("pool")` says it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and node.value.args:
            if ast.unparse(node.value.func).endswith(".peer") and isinstance(node.value.args[0], ast.Constant):
                yield ast.unparse(node.targets[0]), str(node.value.args[0].value)


def template(path: ast.expr) -> str:
    """The path with every placeholder as `{}`."""
    if isinstance(path, ast.Constant):
        return str(path.value)
    assert isinstance(path, ast.JoinedStr)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in path.values)


def placeholders(path: str) -> str:
    """A route's path with every placeholder as `{}`."""
    return re.sub(r"\{[a-z_]+\}", "{}", path)


def answered(owner: str, path: str) -> dict[str, Any]:
    """The schema of the owner's response to a GET of that path."""
    description = application(owner).openapi()
    (operation,) = (item["get"] for known, item in description["paths"].items() if placeholders(known) == path)
    reference: str = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    schema: dict[str, Any] = description["components"]["schemas"][reference.rsplit("/", 1)[1]]
    return schema


def test_the_walk_finds_the_calls() -> None:
    assert {one.service for one in calls()} == {"placements", "notify", "matching", "pool"}


def test_the_walk_finds_what_is_for_siblings_only() -> None:
    owners = {owner for owner, _ in for_siblings_only()}
    assert owners == {"auth", "pool", "needs", "matching", "placements"}
    assert set(for_siblings_only()) >= READ_BY_OPERATORS


@pytest.mark.parametrize(("owner", "path"), sorted(set(for_siblings_only()) - READ_BY_OPERATORS))
def test_what_only_siblings_may_read_is_read_by_one(owner: str, path: str) -> None:
    read = [set(one.model.model_fields) for one in calls() if (one.owner, one.path) == (owner, path)]
    assert set(answered(owner, path)["properties"]) == set().union(*read)


@pytest.mark.parametrize("one", list(calls()), ids=str)
def test_what_is_read_is_what_the_owner_declares(one: Call) -> None:
    schema = answered(one.owner, one.path)
    assert set(one.model.model_fields) <= set(schema["properties"])


@pytest.mark.parametrize("one", list(calls()), ids=str)
def test_what_is_required_is_always_sent(one: Call) -> None:
    required = {name for name, field in one.model.model_fields.items() if field.is_required()}
    assert required <= set(answered(one.owner, one.path)["required"])


@pytest.mark.parametrize("one", list(calls()), ids=str)
def test_types_are_those_the_owner_declares(one: Call) -> None:
    theirs, ours = answered(one.owner, one.path)["properties"], one.model.model_json_schema()["properties"]
    for name in one.model.model_fields:
        assert may_be(ours[name]) >= may_be(theirs[name]) or "$ref" in str(theirs[name]), name


def may_be(schema: dict[str, Any]) -> set[tuple[str, str]]:
    """The JSON types a schema allows, with their format."""
    options = schema.get("anyOf", [schema])
    return {(str(option.get("type")), str(option.get("format", ""))) for option in options}


@pytest.mark.parametrize("feed", STATES)
class TestStateFeeds:
    def test_matching_reads_what_the_owner_publishes(self, feed: str) -> None:
        owner, method, state = STATES[feed]
        assert read_of(state) <= published(owner, method)

    def test_the_catalogue_names_what_is_published(self, feed: str) -> None:
        owner, method, _ = STATES[feed]
        assert set(state_fields(feed)) == published(owner, method)

    def test_matching_follows_it_there(self, feed: str) -> None:
        followed = {(each.peer.name, each.path) for each in application("matching").state.state_followers}
        assert (STATES[feed][0], f"/v1/{feed}") in followed


def published(owner: str, method: str) -> set[str]:
    """The keys of the dict that the owner's repository puts on its state feed."""
    (function,) = (each for each in sources_of(owner).functions if each.node.name == method)
    (returned,) = (node.value for node in ast.walk(function.node) if isinstance(node, ast.Return))
    assert isinstance(returned, ast.Dict)
    return set(keys_of(returned))


def read_of(state: str) -> set[str]:
    """The keys that matching's parser reads: `state["…"]` and `state.get("…")`."""
    parser = sources_of("matching").method(state, "of").node
    subscripts = [
        node.slice for node in ast.walk(parser) if isinstance(node, ast.Subscript) and named_state(node.value)
    ]
    gets = [node.args[0] for node in ast.walk(parser) if isinstance(node, ast.Call) and is_get(node)]
    return {str(key.value) for key in [*subscripts, *gets] if isinstance(key, ast.Constant)}


def is_get(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "get" and named_state(call.func.value)


def named_state(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "state"
