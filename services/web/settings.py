"""The settings of web, read from the environment."""

from typing import Annotated

from fastapi import Depends
from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from services.kit.settings import DEVELOPMENT_SECRET, UNUSED, ServiceSettings
from services.kit.web.session import settings_of
from services.scheme.services import SERVICES, local_url


class WebSettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="WEB_", extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/web.db"
    pool_url: str = local_url("pool")
    needs_url: str = local_url("needs")
    matching_url: str = local_url("matching")
    placements_url: str = local_url("placements")
    notify_url: str = local_url("notify")
    client_secret: SecretStr = Field(default=UNUSED, description="Not used: web has a key instead")
    client_key: SecretStr = Field(
        default=SecretStr(DEVELOPMENT_SECRET),
        description="The private key it proves itself with at auth (`ressurspool-ops keys web`)",
    )
    sealing_secret: SecretStr = Field(
        default=SecretStr(DEVELOPMENT_SECRET), description="Seals tokens and what people typed, and signs forms"
    )
    session_hours: int = Field(default=24, ge=1, le=720, description="How long a browser stays logged in at most")
    api_seconds: float = Field(default=5, gt=0, le=60, description="How long a page waits for one answer of the API")
    contact: str = Field(default="", description="Where people write to about barriers and privacy, an address")

    def addresses(self) -> dict[str, str]:
        """Where each service is reached."""
        return {name: getattr(self, f"{name}_url") for name in SERVICES}


Settings = Annotated[WebSettings, Depends(settings_of)]
