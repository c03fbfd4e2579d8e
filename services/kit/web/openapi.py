"""Describes a service in OpenAPI, with the problem schema and the scopes of each operation."""

from importlib.metadata import version as installed_version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from services.kit.schemas import Problem
from services.kit.web.openapi_headers import HEADERS, headers_in
from services.kit.web.openapi_operations import add_examples, add_headers, add_links, finish, tags_of
from services.kit.web.openapi_schemas import describe_properties, tell_apart
from services.scheme.examples import EXAMPLES
from services.scheme.properties import PROPERTIES
from services.scheme.tags import TAGS

CONTACT = {"name": "Those who run Ressurspool", "email": "api@ressurspool.example"}  # theirs, once somebody does
LICENCE = {"name": "No licence is granted: all rights reserved", "identifier": "LicenseRef-none"}


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
        servers=[{"url": app.state.root, "description": "At the origin"}],
    )
    schema["info"] |= {"contact": CONTACT, "license": LICENCE}
    components = schema.setdefault("components", {})
    models = components.setdefault("schemas", {})
    for leftover in ("HTTPValidationError", "ValidationError"):
        models.pop(leftover, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    models.update(problem.pop("$defs", {}))
    models["Problem"] = problem
    describe_properties(models, PROPERTIES)
    components["securitySchemes"] = {"login": _login(app, origin)}
    _finish(schema["paths"], app)
    components["headers"] = {name: HEADERS[name] for name in headers_in(schema["paths"])}
    tell_apart(schema, models)
    schema["tags"] = [{"name": tag, "description": TAGS.get(tag, tag)} for tag in tags_of(schema["paths"])]
    return schema


def _finish(paths: dict[str, Any], app: FastAPI) -> None:
    returned = {route.name: route.response_model for route in app.routes if isinstance(route, APIRoute)}
    operations = [(method, operation) for item in paths.values() for method, operation in item.items()]
    for method, operation in operations:
        finish(method, operation, app.state.access)
    for method, operation in operations:  # links have the summaries of others
        model = returned[operation["operationId"]]
        add_headers(method, operation, model)
        add_links(operation, model, paths)
        add_examples(operation, EXAMPLES.get(operation["operationId"], {}))


def _login(app: FastAPI, origin: str) -> dict[str, Any]:
    scopes = sorted({grant.scope for permission in app.state.access.values() for grant in permission.grants})
    flow = {"authorizationUrl": f"{origin}/oauth/authorize", "tokenUrl": f"{origin}/oauth/token"}
    described = {scope: scope.replace(":", ": ") for scope in scopes}
    flows = {
        "authorizationCode": {**flow, "scopes": described},
        "clientCredentials": {"tokenUrl": flow["tokenUrl"], "scopes": described},
    }
    return {"type": "oauth2", "flows": flows}
