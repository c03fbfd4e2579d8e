"""Builds the application of the pool."""

from fastapi import FastAPI

from services.kit.data.group_commit import GroupCommit
from services.kit.web.application import Overrides, Service, build
from services.pool import texts
from services.pool.access import ACCESS, PUBLIC, VERBS
from services.pool.dependencies import audit_reader
from services.pool.followers import followers
from services.pool.jobs import JOBS, end_untouched_job, read_names_job
from services.pool.models import Table
from services.pool.peers import Peers
from services.pool.routes.endorsements import router as endorsements
from services.pool.routes.experts import router as experts
from services.pool.routes.profiles import router as profiles
from services.pool.service.readings import ReadingLog
from services.pool.settings import PoolSettings
from vocabulary import load


def create_app(settings: PoolSettings | None = None, *, overrides: Overrides | None = None) -> FastAPI:
    settings = settings or PoolSettings()
    service = Service(
        name="pool",
        title="Ressurspool: the pool",
        description="Who is willing to go: expert profiles, availability and the home agency's endorsement.",
        settings=settings,
        metadata=Table.metadata,
        routers=[experts, profiles, endorsements],
        access=ACCESS,
        verbs=[VERBS],
        public=PUBLIC,
        texts=texts.PROBLEMS,
        faults=texts.FAULTS,
        codes=texts.CODES,
        followers=followers(settings),
        jobs=[*JOBS, end_untouched_job(settings)],
        audit_reader=audit_reader,
        facts={"vocabulary": load().version},
    )
    app = build(service, overrides or Overrides())
    app.state.reading_log = ReadingLog(database=app.state.database, group=GroupCommit(app.state.database))
    app.state.peers = Peers(app.state.siblings)
    app.state.loops.append(read_names_job(app.state.peers).loop(app.state.database))
    return app
