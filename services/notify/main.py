"""Puts notify together from its nouns."""

from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI

from services.kit.calls.guarded import GuardedClient
from services.kit.events.jobs import Job
from services.kit.events.joins import move_late_job
from services.kit.seals import Seal
from services.kit.web.application import Overrides, Service, build
from services.notify.access import ACCESS, PUBLIC, WEBHOOK_VERBS
from services.notify.bounces.worker import BounceReader
from services.notify.deliveries.channels.choice import channel_from
from services.notify.deliveries.channels.smtp import IDLE_SECONDS, Smtp
from services.notify.deliveries.metrics import BacklogMetrics, DeliveryCounts
from services.notify.deliveries.routes import router as deliveries
from services.notify.deliveries.worker import Worker
from services.notify.followers import followers, mail_bounds, webhook_followers
from services.notify.inbox.routes import router as inbox
from services.notify.jobs import SEND_DIGESTS, remind_job
from services.notify.mailboxes.routes import router as mailboxes
from services.notify.mailboxes.service import contact_finder
from services.notify.peers import Peers
from services.notify.preferences.routes import router as preferences
from services.notify.previews.service import messages_document
from services.notify.reactions.service import join_people
from services.notify.settings import NotifySettings
from services.notify.stream.routes import router as stream
from services.notify.stream.service import Streams
from services.notify.suppressions.domain import AddressHashes
from services.notify.tables import Table
from services.notify.tasks.routes import router as tasks
from services.notify.texts.codes import CODES
from services.notify.texts.webhooks import WEBHOOK_FAULTS, WEBHOOK_PROBLEMS
from services.notify.webhooks.routes import router as webhooks
from services.notify.webhooks.service import WebhookRules
from services.notify.webhooks.worker import WebhookWorker


def create_app(settings: NotifySettings | None = None, *, overrides: Overrides | None = None) -> FastAPI:
    settings = settings or NotifySettings()
    service = Service(
        name="notify",
        title="Ressurspool: notify",
        description="Who must do or know something: tasks that close themselves, inboxes, and mail.",
        settings=settings,
        metadata=Table.metadata,
        routers=[tasks, inbox, preferences, mailboxes, deliveries, webhooks, stream],
        access=ACCESS,
        public=PUBLIC,
        verbs=[WEBHOOK_VERBS],
        texts=WEBHOOK_PROBLEMS,
        faults=WEBHOOK_FAULTS,
        codes=CODES,
        followers=[*followers(settings), *webhook_followers(settings)],
        jobs=[move_late_job(join_people), remind_job(mail_bounds(settings)), SEND_DIGESTS],
        facts={"channel": settings.channel},
    )
    app = build(service, overrides or Overrides())
    app.state.peers = Peers(app.state.siblings)
    _send(app, settings)
    _call(app, settings)
    return app


def _send(app: FastAPI, settings: NotifySettings) -> None:
    """Send mail, and read what comes back."""
    database, peers = app.state.database, app.state.peers
    counts, channel = DeliveryCounts(app.state.metrics.registry), channel_from(settings)
    app.state.metrics.registry.register(BacklogMetrics(database))
    app.state.worker = Worker(
        peers=peers,
        channel=channel,
        web=settings.web,
        origin=settings.origin,
        find_mailbox=contact_finder(peers),
        hashes=AddressHashes(secret=settings.client_secret.get_secret_value().encode()),
        counts=counts,
    )
    jobs = [app.state.worker.job]
    if isinstance(channel, Smtp):
        jobs.append(Job(name="close_idle_connections", every_seconds=IDLE_SECONDS, work=lambda _: channel.close_idle()))
    if settings.bounces:
        jobs.append(BounceReader(folder=Path(settings.bounces), count_bounce=counts.count_bounce).job)
    app.state.loops += [job.loop(database) for job in jobs]


def _call(app: FastAPI, settings: NotifySettings) -> None:
    """Call bodies' systems, and keep streams open."""
    app.state.streams = Streams(app.state.database, stamp=app.state.stamp.read)
    app.state.webhook_rules = rules_for(settings)
    calls = WebhookWorker(client=GuardedClient(allowed=settings.allowed_networks), rules=app.state.webhook_rules)
    app.state.webhook_worker = calls
    app.state.loops += [job.loop(app.state.database) for job in calls.jobs]


def mail_previews() -> str:
    """Every mail that notify writes, with made up facts, as Markdown."""
    return messages_document()


def rules_for(settings: NotifySettings) -> WebhookRules:
    return WebhookRules(
        seal=Seal(settings.webhook_key.get_secret_value(), purpose="webhooks"),
        allowed=settings.allowed_networks,
        failing=timedelta(days=settings.webhook_failing_days),
        kept=timedelta(days=settings.webhook_keep_days),
        bounds=mail_bounds(settings),
    )
