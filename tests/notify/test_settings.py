"""Settings under which mail would be lost or read on its way keep notify from starting."""

from typing import Any

import pytest

from services.kit.environment import SettingsRefused
from services.notify.deliveries.channels.choice import channel_from
from services.notify.deliveries.channels.maildir import Maildir
from services.notify.deliveries.channels.smtp import Smtp
from services.notify.settings import NotifySettings

PRODUCTION: dict[str, Any] = {
    "environment": "production",
    "database_url": "postgresql+psycopg://db/notify",
    "origin": "https://ressurspool.example",
    "client_secret": "s" * 32,
    "webhook_key": "w" * 32,
}
SMTP: dict[str, Any] = {"channel": "smtp", "smtp_host": "smtp.drift.example"}


@pytest.mark.parametrize(
    "given",
    [
        {"channel": "smtp"},
        {**PRODUCTION, **SMTP, "smtp_security": "none"},
        {**SMTP, "smtp_user": "notify"},
        {**SMTP, "smtp_security": "maybe"},
        {"channel": "fax"},
    ],
)
def test_refuse(given: dict[str, Any]) -> None:
    with pytest.raises(SettingsRefused):
        NotifySettings(**given)


@pytest.mark.parametrize(
    "given",
    [
        {**PRODUCTION, **SMTP, "smtp_user": "notify", "smtp_password": "short", "smtp_security": "tls"},
        {**PRODUCTION, **SMTP, "smtp_password": ""},
        {**PRODUCTION, **SMTP, "smtp_security": "none", "smtp_host": "127.0.0.1"},
        {**SMTP, "smtp_security": "none"},
    ],
)
def test_take_a_server(given: dict[str, Any]) -> None:
    assert isinstance(channel_from(NotifySettings(**given)), Smtp)


def test_a_folder_needs_nothing() -> None:
    assert isinstance(channel_from(NotifySettings()), Maildir)
    assert "short" not in repr(NotifySettings(**SMTP, smtp_user="u", smtp_password="short"))
