"""Puts notify together from its nouns."""

from fastapi import FastAPI

from services.kit.events.joins import move_late_job
from services.kit.web.application import Overrides, Service, build
from services.notify.access import ACCESS, PUBLIC
from services.notify.deliveries.channels.maildir import Maildir
from services.notify.deliveries.routes import router as deliveries
from services.notify.deliveries.worker import Worker
from services.notify.followers import followers, mail_bounds
from services.notify.inbox.routes import router as inbox
from services.notify.jobs import SEND_DIGESTS, remind_job
from services.notify.mailboxes.routes import router as mailboxes
from services.notify.mailboxes.service import contact_finder
from services.notify.peers import Peers
from services.notify.preferences.routes import router as preferences
from services.notify.reactions.service import join_people
from services.notify.settings import NotifySettings
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
        routers=[tasks, inbox, preferences, mailboxes, deliveries],
        access=ACCESS,
        public=PUBLIC,
        codes=CODES,
        followers=followers(settings),
        jobs=[move_late_job(join_people), remind_job(mail_bounds(settings)), SEND_DIGESTS],
        facts={"channel": "maildir"},
    )
    app = build(service, overrides or Overrides())
    channel = Maildir(settings.maildir, sender=settings.mail_from)
    app.state.peers = Peers(app.state.siblings)
    peers: Peers = app.state.peers
    worker = Worker(peers=peers, channel=channel, origin=settings.origin, find_mailbox=contact_finder(peers))
    app.state.worker = worker
    app.state.loops.append(worker.job.loop(app.state.database))
    return app
