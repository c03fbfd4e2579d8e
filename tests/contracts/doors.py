"""Applications with the bodies of routes and nothing else of them: anybody may send them, and nothing happens."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

import httpx
from fastapi import APIRouter, FastAPI
from sqlalchemy import MetaData

from services.kit.web.application import Overrides, Service, build
from tests.architecture.rooms import application, routes_of
from tests.support.callers import StaticKeys

JSON = {"Content-Type": "application/json"}


def open_doors(service: str) -> FastAPI:
    """All bodies of a service, by the names of their routes."""
    return doors(
        {route.name: route.body_field.field_info.annotation for route in routes_of(service) if route.body_field}
    )


def doors(models: Mapping[str, Any]) -> FastAPI:
    router = APIRouter()
    for name, model in models.items():
        router.add_api_route(f"/{name}", door(model), methods=["POST"], name=name)
    state = application("needs").state
    service = Service(
        name="needs",
        title="Doors",
        description="",
        settings=state.settings,
        metadata=MetaData(),
        routers=[router],
        access={},
        public=frozenset(models),
    )
    return build(service, Overrides(keys=StaticKeys(), database=state.database))


def door(model: Any) -> Any:
    def take(body: model) -> dict[str, Any]:
        return {}

    return take


def answers(app: FastAPI, sent: Iterable[tuple[str, bytes]]) -> list[httpx.Response]:
    async def send() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            return [await client.post(f"/{name}", content=body, headers=JSON) for name, body in sent]

    return asyncio.run(send())
