"""The settings of notify, read from the environment."""

from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from services.kit.calls.public_addresses import AllowedNetworks
from services.kit.settings import DEVELOPMENT_SECRET, UNUSED, ServiceSettings
from services.scheme.services import local_url


def _networks(value: str) -> str:
    for network in filter(None, value.split(",")):
        ip_network(network.strip())  # raises ValueError
    return value


class NotifySettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="NOTIFY_", extra="ignore", frozen=True)
    chosen_by_others = frozenset({"smtp_password"})

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
    smtp_password: SecretStr = Field(default=UNUSED, description="Its password")
    smtp_ca: str = Field(default="", description="A file of certificates to trust in the place of the machine's own")
    bounces: str = Field(default="", description="The maildir that returned mail lands in; empty: none is read")
    bounces_to: str = Field(
        default="", description="Where mail returns to: x@y becomes x+ID@y; empty: to the sender, as it is"
    )
    web_url: str = Field(default="{origin}/web", description="Where people open things in a browser; mails link there")
    mail_news_hours: int = Field(default=48, ge=1, description="Older news goes to the inbox only, never by mail")
    mails_from_one: int = Field(
        default=10, ge=1, description="Mails a day to one person that one host makes, or for a host one expert"
    )
    mails_about_pair: int = Field(default=8, ge=1, description="Mails a day to one person about one expert and need")
    quiet_hours: bool = Field(
        default=True, description="Mail that is not urgent waits for its reader's hours, on working days"
    )
    webhook_key: SecretStr = Field(default=SecretStr(DEVELOPMENT_SECRET), description="Seals the secrets of webhooks")
    webhook_networks: Annotated[str, AfterValidator(_networks)] = Field(
        default="", description="Networks that webhooks may call beside public addresses: 10.1.0.0/16,10.2.0.0/16"
    )
    webhook_failing_days: int = Field(
        default=5, ge=1, le=30, description="A webhook that fails for so long is disabled"
    )
    webhook_keep_days: int = Field(
        default=14, ge=1, le=90, description="How long events wait for webhooks, and attempts"
    )

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

    @property
    def web(self) -> str:
        return self.web_url.replace("{origin}", self.origin).rstrip("/")

    @property
    def allowed_networks(self) -> AllowedNetworks:
        found = [ip_network(network.strip()) for network in filter(None, self.webhook_networks.split(","))]
        return AllowedNetworks(networks=found)


def _is_here(host: str) -> bool:
    """Whether the host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
