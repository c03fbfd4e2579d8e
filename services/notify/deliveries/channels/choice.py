"""The channel that the settings choose."""

import ssl

from services.notify.deliveries.channels import Channel
from services.notify.deliveries.channels.connection import Server
from services.notify.deliveries.channels.maildir import Maildir
from services.notify.deliveries.channels.smtp import Smtp
from services.notify.settings import NotifySettings


def channel_from(settings: NotifySettings) -> Channel:
    if settings.channel == "maildir":
        return Maildir(settings.maildir, sender=settings.mail_from)
    server = Server(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value(),
        hello=settings.mail_from.rpartition("@")[2],
        tls=ssl.create_default_context(cafile=settings.smtp_ca or None),
    )
    return Smtp(server, sender=settings.mail_from, bounces_to=settings.bounces_to)
