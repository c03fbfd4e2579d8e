"""Every body is read in one way: what its description does not allow is refused, and each name stands once (I29)."""

import json

import httpx
import pytest
from fastapi import FastAPI
from pydantic import create_model

from services.kit import schemas
from services.pool.schemas.experts import ExpertCreate
from services.scheme.services import SERVICES
from tests.architecture.rooms import application, routes_of
from tests.contracts.descriptions import described
from tests.contracts.doors import JSON, answers, doors, open_doors
from tests.contracts.other_types import Body, Place, Schema, written
from tests.support.api import Api, assert_problem

REFUSED = {"wrong_form", "wrong_value", "missing", "whole_percent"}
Told = list[tuple[str, str]]


def bodies(description: Schema) -> dict[str, Body]:
    """The JSON bodies of a description, by operation."""
    known = description["components"]["schemas"]
    return {
        operation["operationId"]: Body(operation["requestBody"]["content"]["application/json"]["schema"], known)
        for item in description["paths"].values()
        for operation in item.values()
        if "application/json" in operation.get("requestBody", {"content": {}})["content"]
    }


def faults(answer: httpx.Response) -> Told:
    if answer.status_code != 422:
        return []
    return [(error["pointer"], error["code"]) for error in answer.json().get("errors", [])]


def is_refused(answer: httpx.Response, place: Place) -> bool:
    return any(pointer == place.pointer and code in REFUSED for pointer, code in faults(answer))


def taken(app: FastAPI, known: dict[str, Body]) -> list[str]:
    """Which wrong values are taken."""
    tries = [(name, place, value) for name, body in known.items() for place in body.places for value in place.wrong()]
    assert len(tries) > 20, "the walk finds them"
    told = answers(app, [(name, written(place.put(value, known[name].example))) for name, place, value in tries])
    return [
        f"{name} {place.pointer} takes {json.dumps(value)}: {answer.status_code} {faults(answer)}"
        for (name, place, value), answer in zip(tries, told, strict=True)
        if not is_refused(answer, place)
    ]


@pytest.mark.parametrize("service", SERVICES)
def test_a_value_of_another_type_is_refused_where_it_stands(service: str) -> None:
    assert taken(open_doors(service), bodies(described()[service])) == []


@pytest.mark.parametrize("service", SERVICES)
def test_values_of_the_right_type_are_not(service: str) -> None:
    """They are taken, or refused for another reason: no field is called x."""
    known = bodies(described()[service])
    told = answers(open_doors(service), [(name, written(body.example)) for name, body in known.items()])
    wrongly = [
        (name, fault)
        for name, answer in zip(known, told, strict=True)
        for fault in faults(answer)
        if fault[1] in {"wrong_form", "missing"}
    ]
    assert wrongly == []
    assert {answer.status_code for answer in told} <= {200, 422}


def test_negative_control_without_the_check_values_are_made_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "without_coercion", lambda schema: schema)
    weak = create_model("Weak", __base__=ExpertCreate)
    found = taken(doors({"create_expert": weak}), {"create_expert": bodies(described()["pool"])["create_expert"]})
    assert {line.split()[1] for line in found} >= {"/percentage", "/remote", "/named"}


@pytest.mark.parametrize("service", SERVICES)
class TestEveryRouteWithABody:
    """Before anybody's login is looked at, so that nothing can have happened."""

    def test_refuses_a_name_that_stands_twice(self, service: str) -> None:
        for body in (b'{"a": 1, "a": 1}', b'{"b": [{"a": 1, "\\u0061": 2}]}', b'[{"": 0, "": 0}]'):
            for answer in sent_to_all(service, body, JSON):
                assert_problem(answer, 400, "invalid-json")

    def test_refuses_what_is_no_utf_8(self, service: str) -> None:
        texts = [json.dumps({"a": "ø"}, ensure_ascii=False).encode(one) for one in ("utf-16", "utf-16-be", "latin-1")]
        for body in texts:
            for answer in sent_to_all(service, body, JSON):
                assert_problem(answer, 400, "invalid-json")

    def test_refuses_other_types_and_says_which_it_reads(self, service: str) -> None:
        for kind in ("text/plain", "application/xml", "application/merge-patch+json", "application/json, text/plain"):
            for answer in sent_to_all(service, b"{}", {"Content-Type": kind}):
                assert_problem(answer, 415, "unsupported-media-type")
                method = answer.request.method
                told = {"POST": "Accept-Post", "PATCH": "Accept-Patch"}.get(method, "Accept")
                assert answer.headers[told] == "application/json"

    def test_refuses_a_coding_and_says_which_it_reads(self, service: str) -> None:
        for answer in sent_to_all(service, b"{}", JSON | {"Content-Encoding": "gzip"}):
            assert_problem(answer, 415, "unsupported-media-type")
            assert answer.headers["Accept-Encoding"] == "identity"


def sent_to_all(service: str, body: bytes, headers: dict[str, str]) -> list[httpx.Response]:
    api = Api(application(service))
    routes = [route for route in routes_of(service) if route.body_field]
    assert len(routes) == len(bodies(described()[service]))
    return [
        api.request(method, route.path, headers=headers, content=body)
        for route in routes
        for method in route.methods or ()
    ]
