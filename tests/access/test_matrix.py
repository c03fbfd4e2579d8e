"""Every route answers every kind of caller as the table of expectations says, and shows nobody what is others' (I9)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import pytest
from fastapi import FastAPI, Request

from services.kit.access import Authenticated, Permission, Permitted, permitted
from services.kit.standing import Standing
from services.kit.tokens import Claims
from services.kit.web import FEED_PUBLIC
from tests.access import auth, matching, needs, notify, placements, pool
from tests.access.scene import Played, Scene, played
from tests.access.walk import Cell, cells, walk
from tests.architecture.rooms import SERVICES, routes_of
from tests.support.counts import EVERYDAY_SHARE, FULL, Measured
from tests.support.databases import ENGINES

SCENES = {
    scene.service: scene for scene in (module.SCENE for module in (auth, pool, needs, matching, placements, notify))
}
EVERY = 1 if FULL else EVERYDAY_SHARE
every_scene = pytest.mark.parametrize("scene", SCENES.values(), ids=str)


def chosen(scene: Scene) -> list[Cell]:
    """All of them, or so few that each row and each caller comes up in turn: neither divides the step."""
    return list(islice(cells(scene), 0, None, EVERY))


def test_every_service_has_its_table() -> None:
    assert set(SCENES) == set(SERVICES)


@every_scene
def test_every_route_is_expected(scene: Scene) -> None:
    expected = {row.route for row in scene.rows} | scene.public
    assert {route.name for route in routes_of(scene.service)} == expected | FEED_PUBLIC
    assert not {row.route for row in scene.rows} & scene.public


@pytest.mark.parametrize("engine", ENGINES)
def test_answers_equal_the_expectation(engine: str, measured: Measured) -> None:
    walked, breaches = 0, []
    for scene in SCENES.values():
        with played(scene, engine) as there:
            some = chosen(scene)
            breaches += [f"{scene.service}: {breach}" for breach in walk(there, some)]
            walked += len(some)
    measured(f"I9: {walked:,} cells on {engine}, {len(breaches)} leaks")
    assert breaches == []


Loosened = Callable[[Played], Iterator[Cell] | Sequence[Cell]]


def without_relation(there: Played) -> Iterator[Cell]:
    """A route whose row in the table forgets how the caller must stand to the thing."""
    app: FastAPI = there.app
    table = dict(app.state.access)
    name = next(name for name, permission in table.items() if any(grant.relation for grant in permission.grants))
    grants = tuple(replace(grant, relation=None) for grant in table[name].grants)
    app.state.access = {**table, name: Permission(grants)}
    return (cell for cell in cells(there.scene) if cell.row.route == name)


class Lenient(Permitted):
    def on(self, relations: object) -> None:
        """Whoever may at all may on everything."""


async def lenient(request: Request, caller: Authenticated) -> Permitted:
    permission: Permission = request.app.state.access[request.scope["route"].name]
    return Lenient(caller=caller, grants=permission.open_to(caller))


def without_permit_on(there: Played) -> Iterator[Cell]:
    """Nobody asks how the caller stands to anything."""
    there.app.dependency_overrides[permitted] = lenient
    return (cell for cell in cells(there.scene) if cell.row.thing and "unrelated" in cell.caller.name)


class Forgetful(Standing):
    def refuse_ended(self, claims: Claims, kid: str) -> None:
        """Whatever was signed is believed."""


def without_standing(there: Played) -> Iterator[Cell]:
    """Whose time is over is not known."""
    there.app.state.standing.__class__ = Forgetful
    return (cell for cell in cells(there.scene) if cell.caller.name.startswith(("former c", "removed", "logged out")))


@every_scene
@pytest.mark.parametrize("loosened", [without_relation, without_permit_on, without_standing])
def test_negative_control_a_guard_that_is_gone_is_noticed(scene: Scene, loosened: Loosened) -> None:
    with played(scene, "sqlite") as there:
        assert walk(there, list(islice(loosened(there), 400))) != []
