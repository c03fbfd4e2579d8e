"""`legal` names what its reader may do: a verb that is named is not refused, and one that is permitted is named."""

import asyncio
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

import httpx
import pytest

from services.kit import clock
from services.kit.access.verbs import Verbs, verbs_of_route
from services.matching.access import PLAN_VERBS
from services.needs.access import VERBS as NEED_VERBS
from services.placements.access import VERBS as PLACEMENTS
from services.placements.parties.domain import Thing
from services.pool.access import VERBS as EXPERT_VERBS
from tests.access.callers import Caller, everybody
from tests.access.expectation import Row
from tests.access.scene import Played
from tests.access.walk import Cell, client_of, sent
from tests.architecture.rooms import routes_of


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Where the verbs of a thing are read: in the answer itself, or in a `part` of it."""

    service: str
    thing: str
    path: str
    verbs: Verbs
    part: str | None = None


SHOWN = [
    *(
        Shown(service="pool", thing=one, path=f"/v1/experts/{{{one}}}", verbs=EXPERT_VERBS)
        for one in ("expert", "waiting")
    ),
    *(Shown(service="needs", thing=one, path=f"/v1/needs/{{{one}}}", verbs=NEED_VERBS) for one in ("open", "draft")),
    Shown(service="matching", thing="plan", path="/v1/plans/{plan}", verbs=PLAN_VERBS),
    *(
        Shown(service="placements", thing=one, path=f"/v1/candidacies/{{{one}}}", verbs=PLACEMENTS[Thing.CANDIDACY])
        for one in ("candidacy", "offered", "negotiated")
    ),
    *(
        Shown(service="placements", thing=one, path=f"/v1/placements/{{{one}}}", verbs=PLACEMENTS[Thing.PLACEMENT])
        for one in ("placement", "stay", "discussed")
    ),
    Shown(
        service="placements",
        thing="stay",
        path="/v1/placements/{stay}",
        verbs=PLACEMENTS[Thing.AMENDMENT],
        part="amendment",
    ),
    Shown(
        service="placements",
        thing="negotiated",
        path="/v1/candidacies/{negotiated}",
        verbs=PLACEMENTS[Thing.OFFER_TERMS],
        part="terms_proposal",
    ),
    Shown(
        service="placements",
        thing="discussed",
        path="/v1/placements/{discussed}",
        verbs=PLACEMENTS[Thing.PLACEMENT_TERMS],
        part="terms_proposal",
    ),
]
READING = frozenset({"pool:read", "needs:read", "matching:read", "placements:read"})
TAKEN = {403, 404, 409, 412}  # the caller has decided, decides not about themselves, or sent an old tag


def test_what_is_legal_is_open_to_whoever_reads_it(stages: Mapping[str, Played]) -> None:
    assert [breach for shown in SHOWN for breach in breaches(stages[shown.service], shown)] == []


@pytest.mark.parametrize("named", [lambda verbs, *_: frozenset(verbs.routes), lambda *_: frozenset[str]()])
def test_negative_control_verbs_of_everybody_and_of_nobody_are_noticed(
    stages: Mapping[str, Played], named: object
) -> None:
    with patch.object(Verbs, "open_to", named):
        assert next((breach for shown in SHOWN for breach in breaches(stages[shown.service], shown)), None)


def test_every_verb_has_a_row_by_which_it_is_tried(stages: Mapping[str, Played]) -> None:
    tried = {(shown.verbs, verb) for shown in SHOWN for verb, _ in tries(stages[shown.service], shown)}
    missing = {verb for shown in SHOWN for verb in shown.verbs.routes if (shown.verbs, verb) not in tried}
    assert missing == set()


def test_every_route_that_a_state_refuses_belongs_to_a_kind_of_thing(stages: Mapping[str, Played]) -> None:
    without = {
        route.name
        for there in stages.values()
        for route in routes_of(there.scene.service)
        if "`wrong-state`" in str(route.responses.get(409))
        if verbs_of_route(route.name, there.app.state.verbs) is None
    }
    assert without == {"update_shortlist", "leave_shortlist", "write_message"}  # nothing is legal where it is over


def breaches(there: Played, shown: Shown) -> list[str]:
    """What is named and refused, and what is permitted and not named, one line each."""

    async def all_of_them() -> list[str]:
        async with client_of(there) as client:
            found = {}
            for caller in everybody(shown.service):
                for scopes in {frozenset(caller.scopes().split()), READING & {*caller.scopes().split()}}:
                    found[caller, scopes] = await _legal(there, client, shown, caller, scopes)
            possible = {verb for legal in found.values() for verb in legal or ()}
            return [
                breach
                for (caller, scopes), legal in found.items()
                if legal is not None
                for breach in await _tried(there, client, shown, caller, scopes, legal, possible)
            ]

    with clock.stopped_at(there.at):
        return asyncio.run(all_of_them())


@contextmanager
def taken_back(there: Played) -> Iterator[None]:
    change = there.connection.begin()
    try:
        yield
    finally:
        change.rollback()


async def _legal(
    there: Played, client: httpx.AsyncClient, shown: Shown, caller: Caller, scopes: frozenset[str]
) -> frozenset[str] | None:
    """The verbs that a reader is shown. None where the thing, or its life, is not shown to them."""
    path = shown.path.format(**there.things.ids)
    with taken_back(there):
        answer = await client.get(path, headers=caller.headers(" ".join(sorted(scopes))))
    body = answer.json() if answer.status_code == 200 else {}
    legal = (body.get(shown.part) or {} if shown.part else body).get("legal")
    return None if legal is None else frozenset(legal)


async def _tried(
    there: Played,
    client: httpx.AsyncClient,
    shown: Shown,
    caller: Caller,
    scopes: frozenset[str],
    legal: Collection[str],
    possible: Collection[str],
) -> list[str]:
    answers = []
    for verb, row in tries(there, shown):
        cell = Cell(row=row, route=row, caller=caller, scopes=scopes, asked="")
        with taken_back(there):
            answers.append((verb, await sent(client, cell, there.things.ids)))
    refused = {verb for verb, answer in answers if answer.status_code == 403}
    found = [f"{verb} is named and refused" for verb in refused & {*legal}]
    found += [
        f"{verb} is permitted and not named"
        for verb, answer in answers
        if verb not in legal and (answer.is_success or (verb in possible and answer.status_code not in TAKEN))
    ]
    wrong = [answer.json() for _, answer in answers if answer.status_code == 409]
    instead = {verb for problem in wrong if problem["type"].endswith("/wrong-state") for verb in problem["legal"]}
    found += [f"{verb} is named by a 409 and refused" for verb in refused & instead]
    return [f"{shown.thing} to {caller.name}: {breach}" for breach in found]


def tries(there: Played, shown: Shown) -> Iterator[tuple[str, Row]]:
    """The rows that request a verb of this thing."""
    for row in there.scene.rows:
        verbs = [verb for verb, route in shown.verbs.routes.items() if route == row.route and row.thing == shown.thing]
        said = {(row.body or {}).get(name) for name in ("decision", "kind")}
        yield from ((verb, row) for verb in verbs if len(verbs) == 1 or verb in said)
