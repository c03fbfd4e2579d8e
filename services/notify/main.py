"""Puts notify together from its nouns."""

from pathlib import Path

from fastapi import FastAPI

from services.kit.events.jobs import Job
from services.kit.events.joins import move_late_job
from services.kit.web.application import Overrides, Service, build
from services.notify.access import ACCESS
from services.notify.bounces.worker import BounceReader
from services.notify.deliveries.channels.choice import channel_from
from services.notify.deliveries.channels.smtp import IDLE_SECONDS, Smtp
from services.notify.deliveries.metrics import BacklogMetrics, DeliveryCounts
from services.notify.deliveries.routes import router as deliveries
from services.notify.deliveries.worker import Worker
from services.notify.followers import followers
from services.notify.inbox.routes import router as inbox
from services.notify.peers import Peers
from services.notify.preferences.routes import router as preferences
from services.notify.reactions.service import join_people
from services.notify.settings import NotifySettings
from services.notify.suppressions.domain import AddressHashes
from services.notify.tables import Table
from services.notify.tasks.routes import router as tasks
from services.notify.texts.codes import CODES


def create_app(settings: NotifySettings | None = None, *, overrides: Overrides | None = None) -> FastAPI:
    settings = settings or NotifySettings()
    service = Service(
        name="notify",
        title="Ressurspool: notify",
        description="Who must do or know something: tasks that close themselves, inboxes, and mail.",
        settings=settings,
        metadata=Table.metadata,
        routers=[tasks, inbox, preferences, deliveries],
        access=ACCESS,
        codes=CODES,
        followers=followers(settings),
        jobs=[move_late_job(join_people)],
        facts={"channel": settings.channel},
    )
    app = build(service, overrides or Overrides())
    app.state.peers = Peers(app.state.siblings)
    counts, channel = DeliveryCounts(app.state.metrics.registry), channel_from(settings)
    app.state.metrics.registry.register(BacklogMetrics(app.state.database))
    hashes = AddressHashes(secret=settings.client_secret.get_secret_value().encode())
    worker = Worker(peers=app.state.peers, channel=channel, origin=settings.origin, hashes=hashes, counts=counts)
    app.state.worker = worker
    jobs = [worker.job]
    if isinstance(channel, Smtp):
        jobs.append(Job(name="close_idle_connections", every_seconds=IDLE_SECONDS, work=lambda _: channel.close_idle()))
    if settings.bounces:
        jobs.append(BounceReader(folder=Path(settings.bounces), count_bounce=counts.count_bounce).job)
    app.state.loops += [job.loop(app.state.database) for job in jobs]
    return app
