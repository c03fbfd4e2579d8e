"""Builds a service's application from its parts."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

import httpx
from fastapi import APIRouter, Depends, FastAPI
from sqlalchemy import MetaData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from services.kit import health, openapi
from services.kit.access import AccessTable
from services.kit.answer import NotModified
from services.kit.background import Job, running
from services.kit.bodies import Bodies, RemoteBodies
from services.kit.database import Database
from services.kit.docs import add_docs
from services.kit.errors import Busy, ServiceError, TooLarge, Unauthenticated
from services.kit.events import routes as event_routes
from services.kit.events.feed import Bell
from services.kit.events.follower import Follower, FollowerLoop
from services.kit.exchange import http_client
from services.kit.health import Check, checks_for
from services.kit.idempotency import Claimed, Replay
from services.kit.jwks import RemoteKeys
from services.kit.language import Texts
from services.kit.logging import configure_logging
from services.kit.loop import Loop
from services.kit.maskinporten import read_maskinporten
from services.kit.middleware import AtOnce, BodyCap, Metrics, Observed
from services.kit.peer import Peer, ServiceTokens
from services.kit.problems import MAX_BODY_BYTES, InvalidJson, add_problem_handlers, problem_response, problems
from services.kit.query import refuse_unknown_query
from services.kit.replay import answer_claimed, answer_replay
from services.kit.session import remembered_key
from services.kit.settings import ServiceSettings
from services.kit.standing import Feed, Standing
from services.kit.tokens import API_AUDIENCE, Keys, Verifier

FEED_PUBLIC = frozenset({"show_live", "show_ready", "show_metrics"})
SPARE_CONNECTIONS = 3  # for followers and jobs beside the requests

_ROUTES: dict[tuple[int, ...], list[BaseRoute]] = {}


@dataclass(frozen=True, kw_only=True)
class Given:
    """What tests replace. With `keys` a test stands in for auth, which then revokes nothing."""

    keys: Keys | None = None
    standing: Standing | None = None
    bodies: Bodies | None = None
    database: Database | None = None
    client: httpx.Client | None = None

    def standing_on(self, feed: Feed) -> Standing:
        return self.standing or (Standing.untold() if self.keys else Standing(feed))


@dataclass(frozen=True, kw_only=True)
class Service:
    """The parts of a service. `title` is the heading of its API docs."""

    name: str
    title: str
    description: str
    settings: ServiceSettings
    metadata: MetaData
    routers: Sequence[APIRouter]
    access: AccessTable
    public: frozenset[str] = frozenset()
    texts: Mapping[str, Texts] = field(default_factory=dict)
    faults: Mapping[str, Texts] = field(default_factory=dict)
    followers: Sequence[Follower] = ()
    jobs: Sequence[Job] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)


class Siblings:
    """The other services, as this one reaches them: one HTTP client, one set of own tokens."""

    def __init__(self, name: str, settings: ServiceSettings, client: httpx.Client) -> None:
        self.client = client
        self._settings = settings
        secret = settings.client_secret.get_secret_value()
        self.tokens = ServiceTokens(auth_url=settings.auth_url, client_id=name, secret=secret, client=client)

    def peer(self, name: str) -> Peer:
        """The sibling of that name, at the address of the setting `<name>_url`."""
        return Peer(name, getattr(self._settings, f"{name}_url"), tokens=self.tokens, client=self.client)


def build(service: Service, given: Given) -> FastAPI:
    """The application of a service: its routes, health, feed and docs, behind the same handlers as all."""
    configure_logging(service.name)
    app = FastAPI(
        title=service.title,
        description=service.description,
        version=openapi.version(),
        lifespan=_life,
        routes=_routes(service.routers),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # it would redirect a client to the Host that it named
    )
    _furnish(app, service, given)
    _handle(app, service)
    openapi.describe(app, service.settings.origin)
    add_docs(app)
    return app


def _routes(routers: Sequence[APIRouter]) -> list[BaseRoute]:
    """The routes, shared by all applications of the process: FastAPI analyses each at its first request."""
    these = tuple(map(id, routers))  # which live on in the routes
    if these not in _ROUTES:
        _ROUTES[these] = _combined(routers)
    return _ROUTES[these]


def _combined(routers: Sequence[APIRouter]) -> list[BaseRoute]:
    root = APIRouter(
        dependencies=[Depends(refuse_unknown_query), Depends(remembered_key)],
        responses=problems(Unauthenticated, InvalidJson, TooLarge, Busy),
        strict_content_type=True,
        generate_unique_id_function=attrgetter("name"),  # operation ids are the routes' names
    )
    for router in (*routers, event_routes.router, health.router):
        root.include_router(router)
    return root.routes


def _furnish(app: FastAPI, service: Service, given: Given) -> None:
    """Put what requests and threads share on `app.state`."""
    settings, state = service.settings, app.state
    state.settings, state.access, state.name = settings, service.access, service.name
    state.public = service.public | FEED_PUBLIC
    state.root = state.source = f"/{service.name}"
    state.siblings = Siblings(service.name, settings, given.client or http_client())
    state.database = given.database or Database(
        settings.database_url, service.metadata, connections=settings.database_connections
    )
    state.known_query = {}
    state.bell, state.metrics = Bell(), Metrics()
    state.database.after_commit.append(state.bell.ring)
    keys = given.keys or RemoteKeys(f"{settings.auth_url}/oauth/jwks", client=state.siblings.client)
    audiences = frozenset({API_AUDIENCE, service.name})
    state.verifier = Verifier(keys=keys, issuer=settings.origin, audiences=audiences)
    state.standing = given.standing_on(state.siblings.peer("auth"))
    checks = {"standing": lambda: state.standing.known, **service.checks}
    state.checks = checks_for(service.name, state.database, keys_present=lambda: keys.present, own=checks)
    state.facts = dict(service.facts)
    state.follower_loops = [_loop_of(follower, app) for follower in service.followers]
    bodies = given.bodies or RemoteBodies(state.siblings.peer("auth"))
    state.maskinporten = read_maskinporten(settings.maskinporten, bodies)
    state.always = [keys.run, state.standing.run]
    state.always += [state.maskinporten.keys.run] if state.maskinporten else []
    state.loops = [*(job.loop(state.database) for job in service.jobs), *(loop.run for loop in state.follower_loops)]


def _loop_of(follower: Follower, app: FastAPI) -> FollowerLoop:
    return FollowerLoop(follower=follower, peer=app.state.siblings.peer(follower.source), database=app.state.database)


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    loops: list[Loop] = app.state.loops if app.state.settings.background else []
    with running([*app.state.always, *loops]):
        yield
    app.state.siblings.client.close()
    app.state.database.close()


def _handle(app: FastAPI, service: Service) -> None:
    add_problem_handlers(app, texts=service.texts, faults=service.faults)
    app.add_exception_handler(Replay, answer_replay)
    app.add_exception_handler(Claimed, answer_claimed)
    app.add_exception_handler(NotModified, _not_modified)
    limit = max(service.settings.database_connections - SPARE_CONNECTIONS, 1)
    app.add_middleware(AtOnce, limit=limit, refuse=_refusal(app, Busy()))
    app.add_middleware(BodyCap, refuse=_refusal(app, TooLarge(limit=MAX_BODY_BYTES)))
    app.add_middleware(Observed, root=app.state.root, metrics=app.state.metrics, fail=_refusal(app, ServiceError()))


def _refusal(app: FastAPI, error: ServiceError) -> Callable[[], Response]:
    """A response for requests that are refused before a route is found."""

    def refuse() -> Response:
        return problem_response(app, error)

    return refuse


async def _not_modified(_request: Request, error: Any) -> Response:
    return Response(status_code=304, headers={"ETag": error.etag})
