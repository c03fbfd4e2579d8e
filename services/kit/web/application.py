"""Builds a service's application from its parts."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx
from fastapi import APIRouter, FastAPI
from sqlalchemy import MetaData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from services.kit.access.jwks import RemoteKeys
from services.kit.access.maskinporten import read_maskinporten
from services.kit.access.public_bodies import PublicBodies, RemotePublicBodies
from services.kit.access.revocations import Feed, Revocations
from services.kit.access.table import AccessTable
from services.kit.access.tokens import API_AUDIENCE, KeySource, Verifier
from services.kit.access.verbs import Verbs
from services.kit.access.verified_tokens import VerifiedTokens
from services.kit.calls.exchange import http_client
from services.kit.calls.siblings import Siblings
from services.kit.data.change_stamp import ChangeStamp
from services.kit.data.database import Database
from services.kit.data.idempotency import KeyClaimed, Replay
from services.kit.errors import (
    BodyIncomplete,
    ServiceError,
    TooLarge,
)
from services.kit.events.bell import Bell, news_since
from services.kit.events.follower import Follower, FollowerLoop
from services.kit.events.jobs import Job, background_threads
from services.kit.language import Codes, Texts
from services.kit.logging import configure_logging
from services.kit.loop import Loop
from services.kit.settings import ServiceSettings
from services.kit.web import audit_routes, codes_routes, feed_routes, health, openapi
from services.kit.web.audit_routes import FindAuditReader
from services.kit.web.codes_routes import read_codes
from services.kit.web.concurrency import ConcurrencyLimit
from services.kit.web.docs import add_docs
from services.kit.web.health import Check, checks_for
from services.kit.web.http_rules import HttpRules
from services.kit.web.middleware import BODY_SECONDS, BodyCap, Metrics, RequestLog
from services.kit.web.problems import MAX_BODY_BYTES, add_problem_handlers, problem_response
from services.kit.web.replay import answer_claimed, answer_replay
from services.kit.web.responses import VARY, NotModified
from services.kit.web.route_table import RouteTable
from services.kit.web.routes import flat_routes
from services.kit.web.turns import Turns

FEED_PUBLIC = frozenset({"list_codes", "show_live", "show_ready"})
RESOURCE_METADATA = "/.well-known/oauth-protected-resource"  # RFC 9728 §3.1: auth shows those of all services there
SPARE_CONNECTIONS = 3  # for followers and jobs beside the requests

_ROUTES: dict[tuple[int, ...], list[BaseRoute]] = {}


@dataclass(frozen=True, kw_only=True)
class Overrides:
    """What tests replace. With `keys` a test stands in for auth, which then revokes nothing."""

    keys: KeySource | None = None
    revocations: Revocations | None = None
    bodies: PublicBodies | None = None
    database: Database | None = None
    client: httpx.Client | None = None

    def revocations_from(self, feed: Feed) -> Revocations:
        return self.revocations or (Revocations.nothing_revoked() if self.keys else Revocations(feed))


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
    verbs: Sequence[Verbs] = ()  # of each kind of thing that has a life
    public: frozenset[str] = frozenset()
    texts: Mapping[str, Texts] = field(default_factory=dict)
    faults: Mapping[str, Texts] = field(default_factory=dict)
    codes: Codes = field(default_factory=dict)  # the words for its codes
    followers: Sequence[Follower] = ()
    jobs: Sequence[Job] = ()
    audit_reader: FindAuditReader | None = None  # who may read the audit of a thing; without it, only the operator
    facts: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)


def build(service: Service, overrides: Overrides) -> FastAPI:
    """The application of a service: its routes, health, feed and docs, behind the same handlers as all."""
    configure_logging(service.name)
    app = FastAPI(
        title=service.title,
        description=service.description,
        version=openapi.version(),
        lifespan=_life,
        routes=_routes([*service.routers, *([audit_routes.router] if service.audit_reader else [])]),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # it would redirect a client to the Host that it named
    )
    _furnish(app, service, overrides)
    _handle(app, service)
    openapi.describe(app, service.settings.origin)
    add_docs(app)
    return app


def _routes(routers: Sequence[APIRouter]) -> list[BaseRoute]:
    """The routes, shared by all applications of the process: to make them takes a while."""
    these = tuple(map(id, routers))  # which live on in the routes
    if these not in _ROUTES:
        flat = flat_routes([*routers, feed_routes.router, codes_routes.router, health.router])
        _ROUTES[these] = [RouteTable(flat), *flat]
    return _ROUTES[these]


def _furnish(app: FastAPI, service: Service, overrides: Overrides) -> None:
    """Put what requests and threads share on `app.state`."""
    settings, state = service.settings, app.state
    state.settings, state.access, state.name = settings, service.access, service.name
    state.verbs = service.verbs
    state.public = service.public | FEED_PUBLIC
    state.audit_reader = service.audit_reader
    state.root = state.source = f"/{service.name}"
    state.resource_metadata = f"{settings.origin}{RESOURCE_METADATA}/{service.name}"
    state.siblings = Siblings(service.name, settings, overrides.client or http_client())
    state.database = overrides.database or Database(
        settings.database_url, service.metadata, connections=settings.database_connections
    )
    state.known_query = {}
    state.turns = Turns(max(settings.database_connections - SPARE_CONNECTIONS, 1))
    state.stamp, state.metrics = ChangeStamp(state.database.engine), Metrics()
    state.bell = Bell(partial(news_since, state.database), stamp=state.stamp.read)
    state.database.after_commit.append(state.bell.ring)
    keys = overrides.keys or RemoteKeys(f"{settings.auth_url}/oauth/jwks", client=state.siblings.client)
    audiences = frozenset({API_AUDIENCE, service.name})
    state.verified_tokens = VerifiedTokens(Verifier(keys=keys, issuer=settings.origin, audiences=audiences))
    state.revocations = overrides.revocations_from(state.siblings.peer("auth"))
    checks = {"standing": lambda: state.revocations.known, **service.checks}
    state.checks = checks_for(service.name, state.database, keys_present=lambda: keys.present, own=checks)
    state.facts = dict(service.facts)
    state.follower_loops = [_loop_of(follower, app) for follower in service.followers]
    bodies = overrides.bodies or RemotePublicBodies(state.siblings.peer("auth"))
    state.maskinporten = read_maskinporten(settings.maskinporten, bodies)
    state.always = [keys.run, state.revocations.run]
    state.always += [state.maskinporten.keys.run] if state.maskinporten else []
    state.loops = [*(job.loop(state.database) for job in service.jobs), *(loop.run for loop in state.follower_loops)]


def _loop_of(follower: Follower, app: FastAPI) -> FollowerLoop:
    return FollowerLoop(follower=follower, peer=app.state.siblings.peer(follower.source), database=app.state.database)


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    loops: list[Loop] = app.state.loops if app.state.settings.background else []
    with background_threads([*app.state.always, *loops]):
        yield
    app.state.siblings.client.close()
    app.state.stamp.close()
    app.state.database.close()


def _handle(app: FastAPI, service: Service) -> None:
    add_problem_handlers(app, texts=service.texts, faults=service.faults)
    told = read_codes(service.codes, problems=app.state.problem_texts, faults=app.state.fault_texts)
    app.state.codes = told.model_dump_json().encode()
    app.add_exception_handler(Replay, answer_replay)
    app.add_exception_handler(KeyClaimed, answer_claimed)
    app.add_exception_handler(NotModified, _not_modified)
    app.add_middleware(ConcurrencyLimit, turns=app.state.turns, refuse=partial(problem_response, app))
    app.add_middleware(
        BodyCap,
        refuse=_refusal(app, TooLarge(limit=MAX_BODY_BYTES)),
        incomplete=_refusal(app, BodyIncomplete(seconds=BODY_SECONDS)),
    )
    app.add_middleware(HttpRules, refuse=partial(problem_response, app))
    app.add_middleware(RequestLog, root=app.state.root, metrics=app.state.metrics, fail=_refusal(app, ServiceError()))


def _refusal(app: FastAPI, error: ServiceError) -> Callable[[], Response]:
    """A response for requests that are refused before a route is found."""

    def refuse() -> Response:
        return problem_response(app, error)

    return refuse


async def _not_modified(_request: Request, error: Any) -> Response:
    return Response(status_code=304, headers={"ETag": error.etag, "Vary": VARY})
