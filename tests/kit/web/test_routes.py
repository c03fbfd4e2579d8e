"""A dependency that stands twice is solved once, and what is refused stays refused in the same words."""

from typing import Annotated, Any
from uuid import UUID

import pytest
from fastapi import APIRouter, Body, Depends, FastAPI, Header
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from services.kit.web import routes
from services.kit.web.problems import add_problem_handlers
from services.kit.web.routes import flat_routes
from tests.support.api import Api
from tests.support.weakened import weakened

ID = "00000000-0000-4000-8000-000000000001"

asked: list[str] = []


async def known(thing_id: UUID, x_limit: Annotated[int, Header()] = 1) -> str:
    asked.append("known")
    return f"{thing_id} {x_limit}"


def hosted(thing: Annotated[str, Depends(known)]) -> str:
    asked.append("hosted")
    return f"hosted {thing}"


Hosted = Annotated[str, Depends(hosted)]


async def counted(thing: Hosted, more: Annotated[int, Body(embed=True)]) -> str:
    return f"{thing} {more}"


router = APIRouter()


@router.post("/v1/things/{thing_id}", name="show_thing")
async def show_thing(
    first: Hosted, again: Hosted, known_too: Annotated[str, Depends(known)], both: Annotated[str, Depends(counted)]
) -> list[str]:
    return [first, again, known_too, both]


def api(module: Any = routes) -> tuple[Api, APIRoute]:
    (route,) = module.flat_routes([router])
    app = FastAPI(routes=[route])
    add_problem_handlers(app, texts={}, faults={})
    return Api(app), route


def size(dependant: Dependant) -> int:
    return sum(1 + size(one) for one in dependant.dependencies)


WITHOUT = weakened(routes, "    solve_once(whole.dependant, solved=set())\n", "")


@pytest.mark.parametrize("body", [{"more": 3}, {"more": "x"}, {}], ids=["good", "wrong", "missing"])
@pytest.mark.parametrize("headers", [{}, {"X-Limit": "3"}, {"X-Limit": "x"}], ids=["none", "good", "wrong"])
@pytest.mark.parametrize("path", [ID, "no-id"])
def test_the_answer_is_what_it_would_be_without(path: str, headers: dict[str, str], body: dict[str, Any]) -> None:
    answers = []
    for module in (routes, WITHOUT):
        asked.clear()
        answer = api(module)[0].post(f"/v1/things/{path}", headers, json=body).json()
        answers.append((answer if isinstance(answer, list) else answer["errors"], list(asked)))
    assert answers[0] == answers[1]


def test_fewer_are_solved() -> None:
    assert (size(api()[1].dependant), size(api(WITHOUT)[1].dependant)) == (8, 10)


def test_negative_control_without_what_is_validated_below_a_refusal_becomes_a_failure() -> None:
    careless = weakened(routes, "[*getattr(one, kind), *getattr(dependant, kind)]", "getattr(dependant, kind)")
    assert api()[0].post("/v1/things/no-id", json={"more": 3}).status_code == 422
    assert api(careless)[0].post("/v1/things/no-id", json={"more": 3}).status_code == 500


def test_a_route_keeps_its_class() -> None:
    class Own(APIRoute):
        """Such as those of pages, whose errors are pages too."""

    own = APIRouter(route_class=Own)
    own.add_api_route("/v1/own", show_thing)
    assert [type(route) for route in flat_routes([own])] == [Own]
