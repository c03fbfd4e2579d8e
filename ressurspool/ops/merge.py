"""Merges the services' OpenAPI descriptions into one description of the origin."""

from collections.abc import Mapping
from typing import Any

from ressurspool.ops.links_between_services import links_to_others

Description = dict[str, Any]
Schemas = Mapping[str, Any]

AT_THE_ORIGIN = ("/oauth", "/.well-known")  # paths of auth that stand without its name
_REF = "#/components/schemas/"


def merged(each: Mapping[str, Description]) -> Description:
    """One description: each path under its service's name, equal schemas shared, unequal ones renamed."""
    ambiguous = _ambiguous({name: _schemas(description) for name, description in each.items()})
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    security: dict[str, Any] = {}
    headers: dict[str, Any] = {}
    for service, description in each.items():
        new_names = {name: service.capitalize() + name for name in _schemas(description) if name in ambiguous}
        renamed = _renamed(description, new_names)
        for path, item in renamed["paths"].items():
            paths[_place(service, path)] = {
                method: _named_apart(
                    service, operation, links_to_others(service, description["paths"][path][method], each)
                )
                for method, operation in item.items()
            }
        schemas |= _entitled(new_names, _schemas(renamed))
        headers |= description["components"].get("headers", {})
        _add_security(security, description["components"]["securitySchemes"])
    some = next(iter(each.values()))
    return {
        "openapi": some["openapi"],
        "info": {
            "title": "Ressurspool",
            "description": "The six services behind their one origin.",
            **{name: some["info"][name] for name in ("contact", "license", "version") if name in some["info"]},
        },
        "servers": [{"url": "/", "description": "The origin"}],
        "tags": [tag for service, description in each.items() for tag in _tags(service, description)],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "headers": dict(sorted(headers.items())),
            "securitySchemes": security,
        },
    }


def _schemas(description: Description) -> Schemas:
    schemas: Schemas = description["components"].get("schemas", {})
    return schemas


def _tags(service: str, description: Description) -> list[dict[str, Any]]:
    return [tag | {"name": _tag(service, tag["name"])} for tag in description.get("tags", [])]


def _tag(service: str, tag: str) -> str:
    return f"{service}: {tag}"


def _place(service: str, path: str) -> str:
    return path if path.startswith(AT_THE_ORIGIN) else f"/{service}{path}"


def _named_apart(service: str, operation: Description, links: Description) -> Description:
    """The operation with its service's name in its id and tags, so that it differs from those of other services.

    `links` are those of its 201 to other services.
    """
    tags = [_tag(service, tag) for tag in operation.get("tags", [])] or [service]
    responses = {status: _relinked(service, response) for status, response in operation["responses"].items()}
    if links:
        responses["201"]["links"] |= links
    named = {"operationId": f"{service}_{operation['operationId']}", "tags": tags, "responses": responses}
    return operation | named


def _relinked(service: str, response: Description) -> Description:
    """The response with its links to the operations' names of here."""
    links = {
        f"{service}_{name}": link | {"operationId": f"{service}_{link['operationId']}"}
        for name, link in response.get("links", {}).items()
    }
    return response | ({"links": links} if links else {})


def _ambiguous(schemas: Mapping[str, Schemas]) -> set[str]:
    """Schema names whose schemas differ between services, or refer to such a name."""
    by_name: dict[str, list[Any]] = {}
    for of_service in schemas.values():
        for name, schema in of_service.items():
            by_name.setdefault(name, []).append(schema)
    found = {name for name, versions in by_name.items() if any(version != versions[0] for version in versions)}
    while True:
        more = {name for name, versions in by_name.items() if found & _references(versions[0])} - found
        if not more:
            return found
        found |= more


def _entitled(new_names: Mapping[str, str], schemas: Schemas) -> Schemas:
    """The schemas by their new names, which are their titles too: generators name their classes by the title."""
    return {
        new: schema | {"title": new} for new, schema in ((new_names.get(old, old), one) for old, one in schemas.items())
    }


def _references(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(_references, schema))
    if not isinstance(schema, dict):
        return set()
    own = {schema["$ref"].removeprefix(_REF)} if isinstance(schema.get("$ref"), str) else set()
    return own.union(*map(_references, schema.values()))


def _renamed(part: Any, new_names: Mapping[str, str]) -> Any:
    """A copy whose references use the new names."""
    if isinstance(part, list):
        return [_renamed(value, new_names) for value in part]
    if isinstance(part, dict):
        return {key: _renamed(value, new_names) for key, value in part.items()}
    if isinstance(part, str) and part.startswith(_REF):
        name = part.removeprefix(_REF)
        return _REF + new_names.get(name, name)
    return part


def _add_security(merged_schemes: dict[str, Any], schemes: Mapping[str, Any]) -> None:
    """Add a service's scopes to those of the others."""
    for name, scheme in schemes.items():
        if name not in merged_schemes:
            merged_schemes[name] = _renamed(scheme, {})
            continue
        for flow, added in scheme["flows"].items():
            scopes = merged_schemes[name]["flows"][flow]["scopes"]
            merged_schemes[name]["flows"][flow]["scopes"] = dict(sorted((scopes | added["scopes"]).items()))
