"""Reads a service's settings from the environment; a default secret refuses to start outside development."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEVELOPMENT_SECRET = "development-only"  # noqa: S105 -- refused outside development
PROJECT_ROOT = Path(__file__).resolve().parents[2]


class ServiceSettings(BaseSettings):
    """What every service is told. Each service has a subclass with an `env_prefix` of its own."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    environment: Literal["development", "production"] = "development"
    database_url: str
    database_connections: int = Field(default=10, ge=2, le=100)
    origin: str = Field(
        default="http://localhost:8000", description="Where clients reach all services; the token issuer"
    )
    auth_url: str = Field(default="http://127.0.0.1:8001", description="Where siblings reach auth")
    client_secret: SecretStr = Field(default=SecretStr(DEVELOPMENT_SECRET), description="This service's own at auth")
    background: bool = Field(default=True, description="Whether followers, jobs and workers run in this process")

    @model_validator(mode="after")
    def _no_default_secret_outside_development(self) -> Self:
        if self.environment != "development":
            for name, value in self:
                if isinstance(value, SecretStr) and DEVELOPMENT_SECRET in value.get_secret_value():
                    raise ValueError(f"{name} still has its development value; set {self._variable(name)}")
        return self

    def _variable(self, name: str) -> str:
        return f"{self.model_config.get('env_prefix', '')}{name}".upper()
