"""Finishes what FastAPI says of an operation: its summary, who may call it, its problems."""

from collections.abc import Mapping
from typing import Any

from services.kit.access.table import AccessTable
from services.kit.web.bodies import JSON
from services.kit.web.openapi_headers import headers_of, resource_in
from services.kit.web.openapi_links import links_from
from services.kit.web.problems import PROBLEM_JSON, UnsupportedMediaType, problems

HTML = "text/html"
Operation = dict[str, Any]


def finish(method: str, operation: Operation, access: AccessTable) -> None:
    """Operation ids are the routes' names; 422 is a Problem like every other error; keys are for POST of somebody."""
    keyed = method == "post" and operation["operationId"] in access
    if "parameters" in operation:
        named = [one for one in operation["parameters"] if keyed or one["name"] != "idempotency-key"]
        operation["parameters"] = [_required(one) if one["name"] == "if-match" else one for one in named]
    operation["summary"] = first_sentence(operation.get("description", "")) or operation["summary"]
    _say_who_may(operation, access)
    if JSON in operation.get("requestBody", {"content": {}})["content"]:
        operation["responses"].update({str(status): told for status, told in problems(UnsupportedMediaType).items()})
    if "422" in operation["responses"]:
        _tell_as_problem(operation["responses"]["422"])
    if HTML in operation["responses"].get("200", {}).get("content", {}):
        _tell_on_pages(operation["responses"])


def first_sentence(text: str) -> str:
    """Without its full stop, as a heading has none."""
    line = " ".join(text.split("\n\n", maxsplit=1)[0].split())
    return line.partition(". ")[0].rstrip(".")


def _required(parameter: dict[str, Any]) -> dict[str, Any]:
    """A header that FastAPI takes for optional, because its absence is a refusal of our own (428)."""
    string, _null = parameter["schema"].pop("anyOf")
    return parameter | {"required": True, "schema": parameter["schema"] | string}


def _say_who_may(operation: Operation, access: AccessTable) -> None:
    permission = access.get(operation["operationId"])
    if permission is None:
        _drop_login_problem(operation["responses"])
        operation["security"] = []
    else:
        operation["security"] = [{"login": [scope]} for scope in sorted({grant.scope for grant in permission.grants})]


def _drop_login_problem(responses: dict[str, Any]) -> None:
    """A public route has no 401 of ours; the token endpoint's own (RFC 6749 §5.2) stays."""
    if PROBLEM_JSON in responses.get("401", {}).get("content", {}):
        del responses["401"]


def _tell_as_problem(response: dict[str, Any]) -> None:
    text = response.get("description", "")
    response["description"] = text if "`" in text else "`invalid`: The request does not have the documented form."
    response["content"] = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def _tell_on_pages(responses: dict[str, Any]) -> None:
    """A page says in HTML what is wrong; what is refused before a route is found is a problem here too."""
    for response in responses.values():
        if PROBLEM_JSON in response.get("content", {}):
            response["content"] = {**response["content"], HTML: {"schema": {"type": "string"}}}


def add_headers(method: str, operation: Operation, model: Any) -> None:
    """Those of each response, by reference; a route's own ones stay. `model` is what the route returns.

    What is read with an ETag is not sent again to who has it (RFC 9110 §15.4.5).
    """
    if method == "get" and resource_in(model) is not None:
        operation["responses"]["304"] = {"description": "You have it as it is, by the tag in `If-None-Match`"}
    for status, response in operation["responses"].items():
        names = headers_of(method, int(status), response, model)
        response["headers"] = response.get("headers", {}) | {
            name: {"$ref": f"#/components/headers/{name}"} for name in names
        }


def add_links(operation: Operation, model: Any, paths: Mapping[str, Mapping[str, Operation]]) -> None:
    """From the 201 of a thing with an address to what one does with it next."""
    made = resource_in(model)
    if made is not None and "201" in operation["responses"]:
        links = links_from(made.place, paths)
        if links:
            operation["responses"]["201"]["links"] = links


def add_examples(operation: Operation, examples: Mapping[str, Any]) -> None:
    """To the JSON body of the request, by a name that says what it shows."""
    content = operation.get("requestBody", {}).get("content", {})
    if JSON in content and examples:
        content[JSON]["examples"] = {name: {"summary": name, "value": value} for name, value in examples.items()}


def tags_of(paths: Mapping[str, Mapping[str, Operation]]) -> list[str]:
    """The tags of all operations, in the order in which they first stand there."""
    return list(dict.fromkeys(tag for item in paths.values() for one in item.values() for tag in one.get("tags", [])))
