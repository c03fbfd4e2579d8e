"""Reads which public bodies a person represents from Ansattporten's `authorization_details` (RFC 9396), in four shapes.

`ansattporten:altinn:service` → `reportees[].ID`; `ansattporten:altinn:resource` → `authorized_parties[].orgno.ID`;
`ansattporten:orgno` old → `orgno.ID`, new → `authorized_parties[].orgno.ID`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from services.scheme.organisations import orgnr_of

Wanted = Mapping[str, Any]
_RIGHTS = ("rights", "Rights", "actions")


def represented(details: object, *, wanted: Sequence[Wanted]) -> tuple[str, ...]:
    """The organisation numbers of elements that match a wanted one. Anything unreadable counts as none.

    Type, resource and action have to match on the same element: a right to one service is no right to another.
    """
    found: dict[str, None] = {}
    for element in _dicts(details):
        for asked in wanted:
            if _answers(element, asked):
                found |= dict.fromkeys(_bodies(element, asked))
    return tuple(found)


def _answers(element: Mapping[str, Any], asked: Wanted) -> bool:
    return element.get("type") == asked["type"] and element.get("resource") == asked.get("resource")


def _bodies(element: Mapping[str, Any], asked: Wanted) -> Iterator[str]:
    for identifier, party in _parties(element):
        orgnr = orgnr_of(identifier)
        if orgnr is not None and _is_for(party, asked) and _may(party, element, asked):
            yield orgnr


def _parties(element: Mapping[str, Any]) -> Iterator[tuple[object, Mapping[str, Any]]]:
    """Each represented body's identifier, and the object that its rights stand in."""
    if element["type"] == "ansattporten:altinn:service":
        for reportee in _dicts(element.get("reportees")):
            yield reportee, reportee
        return
    for party in _dicts(element.get("authorized_parties")):
        yield party.get("orgno"), party
    if element["type"] == "ansattporten:orgno" and "orgno" in element:
        yield element["orgno"], element


def _is_for(party: Mapping[str, Any], asked: Wanted) -> bool:
    """Whether the party is for the wanted resource. It may repeat it, in full or by the last part of its URN."""
    named = party.get("resource", asked.get("resource"))
    whole = asked.get("resource")
    return named == whole or (isinstance(whole, str) and named == whole.rpartition(":")[2])


def _may(party: Mapping[str, Any], element: Mapping[str, Any], asked: Wanted) -> bool:
    """Whether this party has all wanted `actions`, or the element has, where parties have none of their own."""
    needed = asked.get("actions", [])
    held: object = next((holder[key] for holder in (party, element) for key in _RIGHTS if key in holder), [])
    return isinstance(held, list) and all(action in held for action in needed)


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
