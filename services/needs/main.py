"""Builds the application of needs."""

from fastapi import FastAPI

from services.kit.web.application import Overrides, Service, build
from services.needs import texts
from services.needs.access import ACCESS, PUBLIC, VERBS
from services.needs.dependencies import audit_reader
from services.needs.followers import FOLLOWERS
from services.needs.jobs import JOBS
from services.needs.models import Table
from services.needs.routes import router
from services.needs.settings import NeedsSettings
from vocabulary import load


def create_app(settings: NeedsSettings | None = None, *, overrides: Overrides | None = None) -> FastAPI:
    settings = settings or NeedsSettings()
    service = Service(
        name="needs",
        title="Ressurspool: needs",
        description="Who needs somebody: the projects that agencies want to borrow somebody for.",
        settings=settings,
        metadata=Table.metadata,
        routers=[router],
        access=ACCESS,
        verbs=[VERBS],
        public=PUBLIC,
        texts=texts.PROBLEMS,
        faults=texts.FAULTS,
        codes=texts.CODES,
        followers=FOLLOWERS,
        jobs=JOBS,
        audit_reader=audit_reader,
        facts={"vocabulary": load().version},
    )
    return build(service, overrides or Overrides())
