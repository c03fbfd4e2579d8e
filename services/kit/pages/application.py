"""Builds the application of a service that only has pages: health, metrics and middleware as for all, and no API."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from fastapi import APIRouter, FastAPI
from sqlalchemy import MetaData
from starlette.responses import Response

from services.kit.data.change_stamp import ChangeStamp
from services.kit.data.database import Database
from services.kit.errors import BodyIncomplete, ServiceError, TooLarge
from services.kit.events.bell import Bell, news_since
from services.kit.events.jobs import Job, background_threads
from services.kit.language import Texts
from services.kit.logging import configure_logging
from services.kit.pages.styles import add_styles
from services.kit.settings import ServiceSettings
from services.kit.web import health
from services.kit.web.health import Check, checks_for
from services.kit.web.http_rules import HttpRules
from services.kit.web.middleware import BODY_SECONDS, BodyCap, Metrics, RequestLog
from services.kit.web.problems import MAX_BODY_BYTES, add_problem_handlers, problem_response


@dataclass(frozen=True, kw_only=True)
class PageService:
    """The parts of a service of pages."""

    name: str
    settings: ServiceSettings
    metadata: MetaData
    routers: Sequence[APIRouter]
    keys_present: Check
    database: Database | None = None  # a test's
    texts: Mapping[str, Texts] = field(default_factory=dict)
    jobs: Sequence[Job] = ()


def build_pages(service: PageService) -> FastAPI:
    """The application, its middleware and its state. Errors are problems until the service makes pages of them."""
    configure_logging(service.name)
    app = FastAPI(lifespan=_life, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    for router in [*service.routers, health.router]:
        app.include_router(router)
    _furnish(app, service)
    add_problem_handlers(app, texts=service.texts, faults={})
    app.add_middleware(
        BodyCap,
        refuse=_refusal(app, TooLarge(limit=MAX_BODY_BYTES)),
        incomplete=_refusal(app, BodyIncomplete(seconds=BODY_SECONDS)),
    )
    app.add_middleware(HttpRules, refuse=lambda error: problem_response(app, error))
    app.add_middleware(RequestLog, root="", metrics=app.state.metrics, fail=_refusal(app, ServiceError()))
    add_styles(app, f"/{service.name}")
    return app


def _furnish(app: FastAPI, service: PageService) -> None:
    settings, state = service.settings, app.state
    state.settings, state.name, state.facts = settings, service.name, {}
    state.resource_metadata = settings.origin
    state.database = service.database or Database(
        settings.database_url, service.metadata, connections=settings.database_connections
    )
    state.stamp, state.metrics = ChangeStamp(state.database.engine), Metrics()
    state.bell = Bell(lambda seen: news_since(state.database, seen), stamp=state.stamp.read)
    state.checks = checks_for(service.name, state.database, keys_present=service.keys_present, own={})
    state.loops = [job.loop(state.database) for job in service.jobs]


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    with background_threads(app.state.loops if app.state.settings.background else []):
        yield
    app.state.stamp.close()
    app.state.database.close()


def _refusal(app: FastAPI, error: ServiceError) -> Callable[[], Response]:
    """A response for requests that are refused before a route is found."""
    return lambda: problem_response(app, error)
