"""Requests that schemathesis makes of a service's description, sent to the service with somebody's good token."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote
from uuid import UUID

import schemathesis
from fastapi import FastAPI
from fastapi.routing import APIRoute
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.bell import MAX_WAIT_SECONDS
from tests.access.scene import Scene, Things, given
from tests.access.walk import SCOPES, Cell, cells
from tests.support.api import Api
from tests.support.counts import FULL

# what is missing, or out of range, may be so by another field, by the day it is, or by a body's policy
OF_THE_FORM = frozenset({"unknown_field", "too_long", "too_short", "wrong_value", "wrong_form"})
UNSOUND = {
    "ignored_auth": "tokens are put in after it; tests/access/test_matrix.py asks without one",
    "object_level_authorization": "tests/access/test_matrix.py asks by everybody",
    "positive_data_acceptance": "a schema does not know fields, days in order or states; see `refused_for_its_form`",
    "use_after_free": "what is over is still shown, and says so",
    "ensure_resource_availability": "who creates a thing is not always who may read it",
}
_WAIT = re.compile(rb"\bwait=([0-9]+(?:\.[0-9]+)?)(?=&|$)")
CONFIG: Mapping[str, Any] = {
    "seed": 1,
    "generation": {"max-examples": 20 if FULL else 2, "database": "none", "no-shrink": True},
    "phases": {"examples": {"enabled": True}, "coverage": {"enabled": FULL}, "stateful": {"max-steps": 4}},
    "checks": {
        **{name: {"enabled": False} for name in UNSOUND},
        "not_a_server_error": {"expected-statuses": ["2xx", "3xx", "4xx", 503]},  # which says what it waits for
        "missing_required_header": {"expected-statuses": [400, 401, 403, 404, 406, 415, 422, 428]},
        "negative_data_rejection": {
            "expected-statuses": [400, 401, 403, 404, 405, 406, 409, 410, 412, 415, 422, 428, 429]
        },
    },
}


@schemathesis.check
def refused_for_its_form(_ctx: Any, response: Any, case: Any) -> None:
    """What fits the description is never refused for a form that the description could have named.

    A word that is none of a list's is refused with the `legal` ones, and a cursor belongs to the list that made it.
    """
    if response.status_code == 422 and case.meta is not None and case.meta.generation.mode.is_positive:
        problem = response.json()
        named = {(one["pointer"], one["code"]) for one in problem.get("errors", ()) if "legal" not in problem}
        faults = sorted(fault for fault in named if fault[1] in OF_THE_FORM)
        assert not faults, f"the description does not tell of {faults}"


@dataclass
class Outcome:
    """What came of a run: how many requests, the statuses of their answers, and what fails by check and operation."""

    statuses: Counter[int] = field(default_factory=Counter)
    failures: dict[tuple[str, str], str] = field(default_factory=dict)

    def __str__(self) -> str:
        fine = sum(number for status, number in self.statuses.items() if status < 400)
        return f"{self.statuses.total():,} requests, {fine:,} of them fulfilled"


@contextmanager
def furnished(scene: Scene, url: str) -> Iterator[tuple[FastAPI, Things]]:
    """The scene in a migrated database, in which what is committed stays; the clock stands still."""
    database = Database(url, scene.metadata)
    with clock.stopped_at(scene.at or clock.now()):
        app = scene.create_app(overrides=given(database))
        yield app, scene.furnish(Api(app))
    app.state.stamp.close()
    database.close()


def played_by_schemathesis(scene: Scene, app: FastAPI, things: Things) -> Outcome:
    """Everything that schemathesis thinks of: each operation by itself, and in the order that links tell."""
    schema = schemathesis.openapi.from_dict(app.openapi(), config=SchemathesisConfig.from_dict(dict(CONFIG)))
    fitting = {cell.row.route: cell for cell in reversed(list(cells(scene))) if _may(scene, cell)}
    schema.app = WithTokens(app, fitting)
    known = _known_ids(app, fitting, things)

    def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
        """Any well-formed id is that of a thing which is there."""
        there = known.get(context.operation.definition.raw["operationId"], {})
        given = path_parameters or {}
        return {name: there.get(name, value) if _is_id(value) else value for name, value in given.items()} or None

    schema.hook(map_path_parameters)
    return _outcome(schema)


class WithTokens:
    """The service, with a token of somebody who may for each request that brings none."""

    def __init__(self, app: FastAPI, fitting: Mapping[str, Cell]) -> None:
        self._app = app
        self._headers = {name: cell.caller.headers(" ".join(sorted(cell.scopes))) for name, cell in fitting.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":  # there is one for each request; the service's begins and ends its threads
            await _live(receive, send)
            return
        if scope["type"] == "http" and b"authorization" not in dict(scope["headers"]):
            added = [(name.lower().encode(), value.encode()) for name, value in self._headers_for(scope).items()]
            scope = {**scope, "headers": [*scope["headers"], *added]}
        if scope["type"] == "http":
            scope = {**scope, "query_string": _WAIT.sub(_shortened, scope["query_string"])}
        await self._app(scope, receive, send)

    def _headers_for(self, scope: Scope) -> Mapping[str, str]:
        asked = {**scope, "root_path": self._app.state.root}
        for route in self._app.routes:
            if isinstance(route, APIRoute) and route.matches(asked)[0] is Match.FULL:
                return self._headers.get(route.name, {})
        return {}


def _shortened(wait: re.Match[bytes]) -> bytes:
    """A legal time to wait for something new cut short: nothing new comes here."""
    return b"wait=0.01" if 0 < float(wait[1]) <= MAX_WAIT_SECONDS else wait[0]


async def _live(receive: Receive, send: Send) -> None:
    for step in ("startup", "shutdown"):
        await receive()
        await send({"type": f"lifespan.{step}.complete"})


def _may(scene: Scene, cell: Cell) -> bool:
    return cell.asked == SCOPES[0] and cell.decision(scene.known).code is None


def _known_ids(app: FastAPI, fitting: Mapping[str, Cell], things: Things) -> dict[str, dict[str, Any]]:
    """By route, what its path names in the row that fits."""
    quoted = {name: quote(value) for name, value in things.ids.items()}
    found = {}
    for route in app.routes:
        if isinstance(route, APIRoute) and route.name in fitting:
            path = fitting[route.name].row.path.partition("?")[0].format(**quoted)
            match = route.path_regex.match(path)
            found[route.name] = match.groupdict() if match else {}
    return found


def _is_id(value: Any) -> bool:
    try:
        return bool(UUID(value))
    except (ValueError, AttributeError, TypeError):
        return False


def _outcome(schema: Any) -> Outcome:
    outcome = Outcome()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            raised = event.value if isinstance(event, events.NonFatalError) else event.exception
            outcome.failures["error", getattr(event, "label", "")] = repr(raised)
        elif isinstance(event, events.ScenarioFinished | events.FuzzScenarioFinished):
            _add(outcome, event.recorder)
    return outcome


def _add(outcome: Outcome, recorder: Any) -> None:
    for interaction in recorder.interactions.values():
        outcome.statuses[interaction.response.status_code if interaction.response else 599] += 1
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info is not None:
                case, answer = recorder.cases[case_id].value, recorder.interactions[case_id].response
                outcome.failures.setdefault((check.name, case.operation.label), _told(check, case, answer))


def _told(check: Any, case: Any, answer: Any) -> str:
    sent = f"{case.method} {case.formatted_path} ? {case.query} {dict(case.headers or {})} {case.body!r:.300}"
    return f"{check.failure_info.failure.message[:300]}\n  {sent}\n  {answer.status_code} {answer.text[:400]}"
