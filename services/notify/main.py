"""Puts notify together from its nouns."""

from datetime import timedelta

from fastapi import FastAPI

from services.kit.calls.guarded import GuardedClient
from services.kit.events.joins import move_late_job
from services.kit.seals import Seal
from services.kit.web.application import Overrides, Service, build
from services.notify.access import ACCESS, PUBLIC, WEBHOOK_VERBS
from services.notify.deliveries.channels.maildir import Maildir
from services.notify.deliveries.domain import MailBounds
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
        facts={"channel": "maildir"},
    )
    app = build(service, overrides or Overrides())
    channel = Maildir(settings.maildir, sender=settings.mail_from)
    app.state.peers = Peers(app.state.siblings)
    peers: Peers = app.state.peers
    worker = Worker(
        peers=peers, channel=channel, web=settings.web, origin=settings.origin, find_mailbox=contact_finder(peers)
    )
    app.state.worker = worker
    app.state.loops.append(worker.job.loop(app.state.database))
    app.state.streams = Streams(app.state.database, stamp=app.state.stamp.read)
    app.state.webhook_rules = rules_for(settings)
    calls = WebhookWorker(client=GuardedClient(allowed=settings.allowed_networks), rules=app.state.webhook_rules)
    app.state.webhook_worker = calls
    app.state.loops.extend(job.loop(app.state.database) for job in calls.jobs)
    return app


def mail_previews() -> str:
    """Every mail that notify writes, with made up facts, as Markdown."""
    return messages_document()


def rules_for(settings: NotifySettings) -> WebhookRules:
    return WebhookRules(
        seal=Seal(settings.webhook_key.get_secret_value(), purpose="webhooks"),
        allowed=settings.allowed_networks,
        failing=timedelta(days=settings.webhook_failing_days),
        kept=timedelta(days=settings.webhook_keep_days),
        bounds=MailBounds(from_one=settings.mails_from_one, about_pair=settings.mails_about_pair),
    )
