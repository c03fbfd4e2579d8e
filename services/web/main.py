"""Builds the application of web."""

from fastapi import FastAPI

from services.kit.data.database import Database
from services.kit.pages.application import PageService, build_pages
from services.kit.web.application import Overrides
from services.web.candidacies.routes import router as candidacies
from services.web.home.routes import router as home
from services.web.inbox.routes import router as inbox
from services.web.jobs import JOBS
from services.web.login.routes import router as login
from services.web.me.routes import router as me
from services.web.offers.routes import router as offers
from services.web.opportunities.routes import router as opportunities
from services.web.page.handlers import add_handlers
from services.web.page.state import make_state
from services.web.peers import Api
from services.web.profile.routes import router as profile
from services.web.settings import WebSettings
from services.web.tables import Table
from services.web.tasks.routes import router as tasks

ROUTERS = [home, login, tasks, inbox, me, profile, opportunities, offers, candidacies]


def create_app(
    settings: WebSettings | None = None, *, overrides: Overrides | None = None, api: Api | None = None
) -> FastAPI:
    """`api` stands in for the services in tests."""
    settings, overrides = settings or WebSettings(), overrides or Overrides()
    database = overrides.database or Database(
        settings.database_url, Table.metadata, connections=settings.database_connections
    )
    api = api or Api(settings)
    service = PageService(
        name="web",
        settings=settings,
        metadata=Table.metadata,
        routers=ROUTERS,
        keys_present=lambda: api.has_key,
        database=database,
        jobs=JOBS,
    )
    app = build_pages(service)
    app.state.web = make_state(settings, database, api)
    add_handlers(app)
    return app
