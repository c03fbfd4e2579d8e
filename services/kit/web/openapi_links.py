"""Links each 201 to what one does next: to read the thing that was made, and to every verb below its address."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_NAMES = re.compile(r"\{(\w+)\}")
AMONG_SERVICES = "services"  # the tag of what only siblings may ask

Paths = Mapping[str, Mapping[str, dict[str, Any]]]


def links_from(place: str, paths: Paths) -> dict[str, Any]:
    """The links from a thing whose address is `place`, to operations that need nothing more than that address."""
    return {
        operation["operationId"]: _link(operation, dict(zip(_names(path), _names(place), strict=True)))
        for path, operation in _below(place, paths)
    }


def _below(place: str, paths: Paths) -> Iterator[tuple[str, dict[str, Any]]]:
    at = _shape(place)
    for path, item in paths.items():
        shape = _shape(path)
        if (shape == at or shape.startswith(f"{at}/")) and len(_names(path)) == len(_names(place)):
            yield from ((path, one) for one in item.values() if AMONG_SERVICES not in one.get("tags", []))


def _names(path: str) -> list[str]:
    return _NAMES.findall(path)


def _shape(path: str) -> str:
    return _NAMES.sub("{}", path)


def _link(operation: Mapping[str, Any], where: Mapping[str, str]) -> dict[str, Any]:
    """Its summary, and where its parameters stand in the response: the path's in the body, If-Match in ETag."""
    values = {parameter: f"$response.body#/{name}" for parameter, name in where.items()}
    if any(one["name"].lower() == "if-match" for one in operation.get("parameters", [])):
        values["header.if-match"] = "$response.header.ETag"
    return {"operationId": operation["operationId"], "description": operation["summary"], "parameters": values}
