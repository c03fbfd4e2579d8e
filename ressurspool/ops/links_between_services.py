"""Links what a 201 of one service returns to what the others say of it: by the ids that all of them share."""

from collections.abc import Iterator, Mapping
from typing import Any

from services.kit.web.openapi_links import AMONG_SERVICES

Description = Mapping[str, Any]
Links = dict[str, Any]

SHARED = ("expert_id", "need_id")  # the ids that mean the same in every service
_REF = "#/components/schemas/"


def links_to_others(service: str, operation: Description, each: Mapping[str, Description]) -> Links:
    """By name, the reads of other services that need nothing more than what the 201 of this operation says."""
    known = _known(operation, each[service])
    return {
        f"{other}_{read['operationId']}": {
            "operationId": f"{other}_{read['operationId']}",
            "description": read["summary"],
            "parameters": {name: known[name] for name in taken},
        }
        for other, read in _reads(each)
        if other != service and (taken := _taken(read, known))
    }


def _known(operation: Description, description: Description) -> dict[str, str]:
    """The shared ids that the response holds, and where: a link to the thing itself has the one that `id` is."""
    made = operation["responses"].get("201", {})
    if not made.get("links"):
        return {}
    (content,) = made["content"].values()
    shown = description["components"]["schemas"].get(content["schema"].get("$ref", "").removeprefix(_REF), {})
    held = {name: f"$response.body#/{name}" for name in SHARED if name in shown.get("properties", {})}
    own = {name: value for link in made["links"].values() for name, value in link["parameters"].items()}
    return held | {name: own[name] for name in SHARED if name in own}


def _reads(each: Mapping[str, Description]) -> Iterator[tuple[str, Description]]:
    for service, description in each.items():
        for item in description["paths"].values():
            if "get" in item and AMONG_SERVICES not in item["get"].get("tags", []):
                yield service, item["get"]


def _taken(read: Description, known: Mapping[str, str]) -> list[str]:
    """The known ids that it takes, none where it needs another one too."""
    parameters = read.get("parameters", [])
    needed = {one["name"] for one in parameters if one.get("required")}
    return [one["name"] for one in parameters if one["name"] in known] if needed <= known.keys() else []
