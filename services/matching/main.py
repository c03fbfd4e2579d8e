"""Puts matching together."""

from fastapi import FastAPI

from services.kit.web import Given, Service, build
from services.matching import texts
from services.matching.access import ACCESS
from services.matching.domain import VERSION
from services.matching.engine.index import Index
from services.matching.followers import following, state_followers
from services.matching.jobs import KeptIndex, jobs
from services.matching.models import Table
from services.matching.routes import router
from services.matching.settings import MatchingSettings
from services.matching.worker import Worker
from vocabulary import load


def create_app(settings: MatchingSettings | None = None, *, given: Given | None = None) -> FastAPI:
    index, settings = Index(), settings or MatchingSettings()
    kept = KeptIndex(index=index, file=settings.index_file)
    service = Service(
        name="matching",
        title="Ressurspool: matching",
        description="Who fits what: candidates for a need, opportunities for an expert, and the reasons.",
        settings=settings,
        metadata=Table.metadata,
        routers=[router],
        access=ACCESS,
        texts=texts.PROBLEMS,
        faults=texts.FAULTS,
        jobs=[*jobs(index, settings), kept.job, Worker(index=index).job],
        facts={"vocabulary": load().version, "scoring": VERSION},
    )
    app = build(service, given or Given())
    app.state.index = index
    app.state.state_followers = state_followers(index, app.state.siblings)
    app.state.loops.append(following(kept.restore, app.state.state_followers))
    return app
