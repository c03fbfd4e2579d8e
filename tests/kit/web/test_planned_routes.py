"""A planned route answers as FastAPI's own: bodies, statuses, headers, refusals, and what is closed when."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Depends, FastAPI, Response
from pydantic import BaseModel

from services.kit.errors import NotFound
from services.kit.web import routes
from services.kit.web.problems import add_problem_handlers
from tests.support.api import Api
from tests.support.weakened import weakened

BY_FASTAPI = weakened(routes, "        whole.app = planned_app(whole)\n", "        pass\n")

events: list[str] = []


class Thing(BaseModel):
    name: str
    size: int = 1


class Sparse(BaseModel):
    name: str
    size: int | None = None
    kind: str = "small"


async def opened() -> AsyncIterator[str]:
    events.append("opened")
    try:
        yield "open"
    except NotFound:
        events.append("refused")
        raise
    events.append("closed")


Opened = Annotated[str, Depends(opened, scope="function")]
router = APIRouter()


@router.post("/v1/things", status_code=201, name="create_thing")
def create_thing(asked: Thing, response: Response, where: Opened) -> Thing:
    response.headers["Location"] = f"/{where}"
    return asked


@router.put("/v1/things", name="change_thing")
async def change_thing(asked: Thing, response: Response) -> dict[str, Any]:
    response.status_code = 202
    return {"name": asked.name}


@router.delete("/v1/things", status_code=204, name="remove_thing")
def remove_thing() -> None:
    events.append("removed")


@router.get("/v1/things", name="show_thing", response_model=Thing)
def show_thing() -> Response:
    return Response(b'{"name": "as it is"}', media_type="application/json", headers={"ETag": '"1"'})


@router.get("/v1/sparse", name="show_sparse", response_model_exclude_none=True, response_model_exclude={"name"})
def show_sparse() -> Sparse:
    return Sparse(name="a")


@router.get("/v1/none", name="show_none")
def show_none(_where: Opened) -> Thing:
    raise NotFound()


@router.get("/v1/wrong", name="show_wrong")
def show_wrong() -> Thing:
    return {"size": "no number"}  # type: ignore[return-value]  # what a response may not be


REQUESTS: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/v1/things", {"json": {"name": "a"}}),
    ("POST", "/v1/things", {"json": {"name": 1}}),
    ("POST", "/v1/things", {"json": None}),
    ("POST", "/v1/things", {}),
    ("POST", "/v1/things", {"content": b"{", "headers": {"Content-Type": "application/json"}}),
    ("POST", "/v1/things", {"content": b"{}", "headers": {"Content-Type": "text/plain"}}),
    ("PUT", "/v1/things", {"json": {"name": "b", "size": 2}}),
    ("DELETE", "/v1/things", {}),
    ("GET", "/v1/things", {}),
    ("GET", "/v1/sparse", {}),
    ("GET", "/v1/none", {}),
    ("GET", "/v1/wrong", {}),
    ("PATCH", "/v1/things", {}),
]


def api(module: Any) -> Api:
    app = FastAPI(routes=module.flat_routes([router]))
    add_problem_handlers(app, texts={}, faults={})
    return Api(app)


@pytest.mark.parametrize(("method", "path", "content"), REQUESTS)
def test_the_answer_is_fastapis(method: str, path: str, content: dict[str, Any]) -> None:
    answers = []
    for module in (routes, BY_FASTAPI):
        events.clear()
        answer = api(module).request(method, path, **content)
        body = (
            answer.json() if answer.content and answer.headers.get("content-type", "").endswith("json") else answer.text
        )
        told = {key: value for key, value in body.items() if key != "request_id"} if isinstance(body, dict) else body
        headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
        answers.append((answer.status_code, headers, told, list(events)))
    assert answers[0] == answers[1]


def test_a_dependency_of_the_function_is_closed_before_the_answer_leaves() -> None:
    """A commit that fails has to be able to change the answer."""
    app = api(routes).app

    async def sent(scope: Any, receive: Any, send: Any) -> None:
        async def noted(message: Any) -> None:
            events.append(message["type"])
            await send(message)

        await app(scope, receive, noted)

    events.clear()
    Api(sent).post("/v1/things", json={"name": "a"})  # type: ignore[arg-type]  # any application will do
    assert events == ["opened", "closed", "http.response.start", "http.response.body"]
