"""The settings of notify, read from the environment."""

from pathlib import Path

from pydantic import Field
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
    maildir: Path = Field(default=Path("var/maildir"), description="Where mail is put")
    mail_from: str = Field(default="ressurspool@ressurspool.example", description="The sender of mail")
    mail_news_hours: int = Field(default=48, ge=1, description="Older news goes to the inbox only, never by mail")
    mails_from_one: int = Field(
        default=10, ge=1, description="Mails a day to one person that one host makes, or for a host one expert"
    )
    mails_about_pair: int = Field(default=8, ge=1, description="Mails a day to one person about one expert and need")
    quiet_hours: bool = Field(
        default=True, description="Mail that is not urgent waits for its reader's hours, on working days"
    )
