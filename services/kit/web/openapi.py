"""Describes a service in OpenAPI, with the problem schema and the scopes of each operation."""

from importlib.metadata import version as installed_version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from services.kit.schemas import Problem
from services.kit.web.bodies import JSON
from services.kit.web.problems import UnsupportedMediaType, problems


def version() -> str:
    return installed_version("ressurspool")


def describe(app: FastAPI, origin: str) -> None:
    """Make `app` describe itself with our problem schema and security."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _schema(app, origin)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]  # FastAPI's documented way to extend it


def _schema(app: FastAPI, origin: str) -> dict[str, Any]:
    schema = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
        servers=[{"url": app.state.root}],
    )
    components = schema.setdefault("components", {})
    models = components.setdefault("schemas", {})
    for leftover in ("HTTPValidationError", "ValidationError"):
        models.pop(leftover, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    models.update(problem.pop("$defs", {}))
    models["Problem"] = problem
    components["securitySchemes"] = {"login": _login(app, origin)}
    for path in schema["paths"].values():
        for method, operation in path.items():
            _finish(method, operation, app)
    return schema


def _login(app: FastAPI, origin: str) -> dict[str, Any]:
    scopes = sorted({grant.scope for permission in app.state.access.values() for grant in permission.grants})
    flow = {"authorizationUrl": f"{origin}/oauth/authorize", "tokenUrl": f"{origin}/oauth/token"}
    described = {scope: scope.replace(":", ": ") for scope in scopes}
    flows = {
        "authorizationCode": {**flow, "scopes": described},
        "clientCredentials": {"tokenUrl": flow["tokenUrl"], "scopes": described},
    }
    return {"type": "oauth2", "flows": flows}


def _finish(method: str, operation: dict[str, Any], app: FastAPI) -> None:
    """Operation ids are the routes' names; 422 is a Problem like every other error; keys are for POST of somebody."""
    permission = app.state.access.get(operation["operationId"])
    keyed = method == "post" and permission is not None
    if "parameters" in operation:
        named = [one for one in operation["parameters"] if keyed or one["name"] != "idempotency-key"]
        operation["parameters"] = [_required(one) if one["name"] == "if-match" else one for one in named]
    if permission is None:
        _drop_login_problem(operation["responses"])
    else:
        operation["security"] = [{"login": [scope]} for scope in sorted({grant.scope for grant in permission.grants})]
    if JSON in operation.get("requestBody", {"content": {}})["content"]:
        operation["responses"].update({str(status): told for status, told in problems(UnsupportedMediaType).items()})
    if "422" in operation["responses"]:
        content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        text = operation["responses"]["422"].get("description", "")
        text = text if "`" in text else "`invalid`: The request does not have the documented form."
        operation["responses"]["422"] = {"description": text, "content": content}


def _required(parameter: dict[str, Any]) -> dict[str, Any]:
    """A header that FastAPI takes for optional, because its absence is a refusal of our own (428)."""
    string, _null = parameter["schema"].pop("anyOf")
    return parameter | {"required": True, "schema": parameter["schema"] | string}


def _drop_login_problem(responses: dict[str, Any]) -> None:
    """A public route has no 401 of ours; the token endpoint's own (RFC 6749 §5.2) stays."""
    if "application/problem+json" in responses.get("401", {}).get("content", {}):
        del responses["401"]
