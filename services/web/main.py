"""Builds the application of web."""

from fastapi import FastAPI

from services.kit.data.database import Database
from services.kit.pages.application import PageService, build_pages
from services.kit.web.application import Overrides
from services.web.absences.routes import router as absences
from services.web.addresses.routes import router as addresses
from services.web.body.routes import router as body
from services.web.candidacies.routes import router as candidacies
from services.web.candidates.invitation_routes import router as invitations
from services.web.candidates.routes import router as candidates
from services.web.clients.routes import router as clients
from services.web.coverage.routes import router as coverage
from services.web.drafts.routes import router as drafts
from services.web.experts.routes import router as experts
from services.web.home.routes import router as home
from services.web.inbox.routes import router as inbox
from services.web.jobs import JOBS
from services.web.login.routes import router as login
from services.web.me.routes import router as me
from services.web.members.routes import router as members
from services.web.needs.routes import router as needs
from services.web.notifications.routes import router as notifications
from services.web.offers.routes import router as offers
from services.web.opportunities.routes import router as opportunities
from services.web.page.handlers import add_handlers
from services.web.page.state import make_state
from services.web.peers import Api
from services.web.placements.routes import router as placements
from services.web.plans.routes import router as plans
from services.web.profile.routes import router as profile
from services.web.settings import WebSettings
from services.web.stays.routes import router as stays
from services.web.tables import Table
from services.web.tasks.routes import router as tasks

ROUTERS = [
    home,
    login,
    tasks,
    inbox,
    profile,
    opportunities,
    offers,
    candidacies,
    drafts,
    needs,
    candidates,
    invitations,
    plans,
    coverage,
    body,
    members,
    clients,
    me,
    experts,
    placements,
    stays,
    notifications,
    addresses,
    absences,
]


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
