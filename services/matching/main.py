"""Builds the application from its parts."""

from fastapi import FastAPI

from services.kit.data.group_commit import GroupCommit
from services.kit.events.joins import move_late_job
from services.kit.web.application import Overrides, Service, build
from services.matching.access import ACCESS, PLAN_VERBS
from services.matching.counties.service import Counties
from services.matching.coverage.routes import router as coverage
from services.matching.drafts.routes import router as drafts
from services.matching.engine.index import Index
from services.matching.fit.scoring import VERSION
from services.matching.followers import FOLLOWERS, following, join_people, state_followers
from services.matching.index.routes import router as index_routes
from services.matching.jobs import IndexFile, jobs
from services.matching.peers import Peers
from services.matching.plans.routes import router as plans
from services.matching.plans.worker import Worker
from services.matching.settings import MatchingSettings
from services.matching.suggestions.domain import Handles
from services.matching.suggestions.recent_candidates import RecentCandidates
from services.matching.suggestions.routes import router as suggestions
from services.matching.suggestions.shown_today import ShownToday
from services.matching.suggestions.suggestion_log import SuggestionLog
from services.matching.tables import Table
from services.matching.texts.codes import CODES
from services.matching.texts.problems import FAULTS, PROBLEMS
from vocabulary import load


def create_app(settings: MatchingSettings | None = None, *, overrides: Overrides | None = None) -> FastAPI:
    index, shown_today, settings = Index(), ShownToday(), settings or MatchingSettings()
    index_file = IndexFile(index=index, file=settings.index_file)
    service = Service(
        name="matching",
        title="Ressurspool: matching",
        description="Who fits what: candidates for a need, opportunities for an expert, and the reasons.",
        settings=settings,
        metadata=Table.metadata,
        routers=[suggestions, plans, coverage, drafts, index_routes],
        access=ACCESS,
        verbs=[PLAN_VERBS],
        texts=PROBLEMS,
        faults=FAULTS,
        codes=CODES,
        followers=FOLLOWERS,
        jobs=[move_late_job(join_people), *jobs(index, settings, shown_today), index_file.job, Worker(index=index).job],
        facts={"vocabulary": load().version, "scoring": VERSION},
    )
    app = build(service, overrides or Overrides())
    database = app.state.database
    app.state.index, app.state.counties = index, Counties(settings)
    app.state.recent_candidates = RecentCandidates()
    app.state.peers = Peers(app.state.siblings)
    app.state.handles = Handles.of(settings.client_secret.get_secret_value())
    app.state.suggestion_log = SuggestionLog(database=database, group=GroupCommit(database), shown_today=shown_today)
    app.state.state_followers = state_followers(index, app.state.siblings)
    app.state.loops.append(following(index_file.restore, app.state.state_followers))
    return app
