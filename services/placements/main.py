"""Builds the application of placements."""

from fastapi import FastAPI

from services.kit.web.application import Overrides, Service, build
from services.placements.access import ACCESS, PUBLIC, VERBS
from services.placements.candidacies.dependencies import audit_reader
from services.placements.candidacies.routes import router as candidacies
from services.placements.dialogues.routes import router as dialogues
from services.placements.followers import followers
from services.placements.jobs import JOBS
from services.placements.negotiations.routes import router as negotiations
from services.placements.peers import Peers
from services.placements.placements.routes import router as placements
from services.placements.settings import PlacementsSettings
from services.placements.stays.routes import router as stays
from services.placements.tables import Table
from services.placements.texts.codes import CODES
from services.placements.texts.problems import FAULTS, PROBLEMS


def create_app(settings: PlacementsSettings | None = None, *, overrides: Overrides | None = None) -> FastAPI:
    settings = settings or PlacementsSettings()
    service = Service(
        name="placements",
        title="Ressurspool: placements",
        description="Do all three agree? Candidacies, offers, and the three decisions that make a stay.",
        settings=settings,
        metadata=Table.metadata,
        routers=[candidacies, placements, stays, negotiations, dialogues],
        access=ACCESS,
        verbs=list(VERBS.values()),
        public=PUBLIC,
        texts=PROBLEMS,
        faults=FAULTS,
        codes=CODES,
        followers=followers(settings),
        jobs=JOBS,
        audit_reader=audit_reader,
    )
    app = build(service, overrides or Overrides())
    app.state.peers = Peers(app.state.siblings)
    return app
