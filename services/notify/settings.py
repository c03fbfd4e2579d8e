"""The settings of notify, read from the environment."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.kit.settings import ServiceSettings


class NotifySettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="NOTIFY_", extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/notify.db"
    pool_url: str = "http://127.0.0.1:8002"
    needs_url: str = "http://127.0.0.1:8003"
    matching_url: str = "http://127.0.0.1:8004"
    placements_url: str = "http://127.0.0.1:8005"
    maildir: Path = Field(default=Path("var/maildir"), description="Where mail is put")
    mail_from: str = Field(default="ressurspool@ressurspool.example", description="The sender of mail")
    mail_news_hours: int = Field(default=48, ge=1, description="Older news goes to the inbox only, never by mail")
