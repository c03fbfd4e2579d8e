"""The settings of notify, read from the environment."""

from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from services.kit.settings import ServiceSettings
from services.scheme.services import local_url


class NotifySettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="NOTIFY_", extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/notify.db"
    pool_url: str = local_url("pool")
    needs_url: str = local_url("needs")
    matching_url: str = local_url("matching")
    placements_url: str = local_url("placements")
    channel: Literal["maildir", "smtp"] = Field(default="maildir", description="How mail goes out")
    maildir: Path = Field(default=Path("var/maildir"), description="Where mail is put, with the channel maildir")
    mail_from: str = Field(default="ressurspool@ressurspool.example", description="The sender of mail")
    smtp_host: str = Field(default="", description="The mail server, with the channel smtp")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Its port: 587 for starttls, 465 for tls")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="starttls, tls, or none, which is for this machine and for development"
    )
    smtp_user: str = Field(default="", description="The login at the mail server; empty: none is needed")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="Its password")
    smtp_ca: str = Field(default="", description="A file of certificates to trust in the place of the machine's own")
    bounces: str = Field(default="", description="The maildir that returned mail lands in; empty: none is read")
    bounces_to: str = Field(
        default="", description="Where mail returns to: x@y becomes x+ID@y; empty: to the sender, as it is"
    )
    mail_news_hours: int = Field(default=48, ge=1, description="Older news goes to the inbox only, never by mail")
    mails_from_one: int = Field(
        default=10, ge=1, description="Mails a day to one person that one host makes, or for a host one expert"
    )
    mails_about_pair: int = Field(default=8, ge=1, description="Mails a day to one person about one expert and need")

    @model_validator(mode="after")
    def _mail_server_is_whole_and_safe(self) -> Self:
        if self.channel == "maildir":
            return self
        if not self.smtp_host:
            raise ValueError("set NOTIFY_SMTP_HOST: the channel is smtp")
        if self.smtp_security == "none" and self.environment != "development" and not _is_here(self.smtp_host):
            raise ValueError("NOTIFY_SMTP_SECURITY is none: letters and the login would be read on the way")
        if self.smtp_user and not self.smtp_password.get_secret_value():
            raise ValueError("set NOTIFY_SMTP_PASSWORD: NOTIFY_SMTP_USER has a login")
        return self

    def _refuse_weak(self, name: str, secret: str) -> None:
        if name != "smtp_password":  # the provider's choice, and empty where no login is needed
            super()._refuse_weak(name, secret)


def _is_here(host: str) -> bool:
    """Whether the host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
