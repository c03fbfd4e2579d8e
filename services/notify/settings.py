"""The settings of notify, read from the environment."""

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import SettingsConfigDict

from services.kit.calls.public_addresses import AllowedNetworks
from services.kit.settings import DEVELOPMENT_SECRET, ServiceSettings
from services.scheme.services import local_url


def _networks(value: str) -> str:
    for network in filter(None, value.split(",")):
        ip_network(network.strip())  # raises ValueError
    return value


class NotifySettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="NOTIFY_", extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/notify.db"
    pool_url: str = local_url("pool")
    needs_url: str = local_url("needs")
    matching_url: str = local_url("matching")
    placements_url: str = local_url("placements")
    maildir: Path = Field(default=Path("var/maildir"), description="Where mail is put")
    mail_from: str = Field(default="ressurspool@ressurspool.example", description="The sender of mail")
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

    @property
    def web(self) -> str:
        return self.web_url.replace("{origin}", self.origin).rstrip("/")

    @property
    def allowed_networks(self) -> AllowedNetworks:
        found = [ip_network(network.strip()) for network in filter(None, self.webhook_networks.split(","))]
        return AllowedNetworks(networks=found)
