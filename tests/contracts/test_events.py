"""The catalogue of events is what the services record and follow, no more and no less."""

import ast
import inspect
import textwrap
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from services.kit.events.follower import Follower
from services.notify.webhooks.domain import EVENT_TYPES
from services.scheme.services import SERVICES
from tests.architecture.rooms import application
from tests.contracts.catalogue import catalogue
from tests.contracts.recorded import recorded_by

SILENT = ["notify"]
EMITTING = [service for service in SERVICES if service not in SILENT]


def all_handlers(follower: Follower) -> Mapping[str, Callable[..., Any]]:
    """Type → its handler, of one event or of many."""
    return {**follower.handlers, **follower.batch_handlers}


def followed() -> dict[str, dict[str, set[str]]]:
    """Source → type → the services that have a handler for it, but for notify's webhooks, which send on all."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for service in SERVICES:
        for loop in application(service).state.follower_loops:
            if loop.name.startswith("webhooks-"):
                continue
            for kind in all_handlers(loop.follower):
                found[loop.follower.source][kind].add(service)
    return found


@pytest.mark.parametrize("service", EMITTING)
def test_what_is_recorded_is_catalogued_and_the_other_way_round(service: str) -> None:
    assert {event.type for event in catalogue(service)} == {event.type for event in recorded_by(service)}


@pytest.mark.parametrize("service", EMITTING)
def test_codes_are_those_the_catalogue_names(service: str) -> None:
    for event in catalogue(service):
        ways = [one.codes for one in recorded_by(service) if one.type == event.type]
        assert frozenset.intersection(*ways) == event.always, event.type
        assert frozenset.union(*ways) - event.always == event.sometimes, event.type


@pytest.mark.parametrize("service", SILENT)
def test_the_silent_record_nothing(service: str) -> None:
    assert recorded_by(service) == frozenset()


@pytest.mark.parametrize("service", EMITTING)
def test_who_follows_is_who_the_catalogue_names(service: str) -> None:
    for event in catalogue(service):
        assert event.followers == followed()[service][event.type], event.type


@pytest.mark.parametrize("service", EMITTING)
def test_every_followed_type_is_catalogued(service: str) -> None:
    known = {event.type for event in catalogue(service)}
    assert set(followed()[service]) <= known


@pytest.mark.parametrize("service", EMITTING)
def test_webhooks_send_on_what_can_concern_a_body(service: str) -> None:
    """Each type of the catalogue but those whose row says that no body stands in it."""
    of_nobody = {"key.revoked", "letter.ordered", "opportunity.found"}
    assert {event.type for event in catalogue(service)} - of_nobody == set(EVENT_TYPES[service])


def handlers() -> list[tuple[str, str, Callable[..., Any]]]:
    """Follower, type and handler of every followed event that is emitted."""
    emitted = {event.type for service in EMITTING for event in catalogue(service)}
    return [
        (service, kind, handler)
        for service in SERVICES
        for loop in application(service).state.follower_loops
        for kind, handler in all_handlers(loop.follower).items()
        if kind in emitted
    ]


@pytest.mark.parametrize(
    ("service", "kind", "handler"), handlers(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_handler_reads_only_codes_that_are_always_there(service: str, kind: str, handler: Callable[..., Any]) -> None:
    (event,) = (event for source in EMITTING for event in catalogue(source) if event.type == kind)
    assert codes_read(handler) <= event.always


def codes_read(handler: Callable[..., Any]) -> set[str]:
    """The codes a handler takes for granted: `codes["…"]`."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(handler)))
    return {
        str(node.slice.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and ast.unparse(node.value).endswith("codes")
    }
