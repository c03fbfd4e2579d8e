"""Reads a service's settings from the environment; a default secret refuses to start outside development."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.scheme.services import local_url

FEWEST_SIGNS = 32  # of a secret outside development: 128 bits and more in any alphabet
DEVELOPMENT_SECRET = "development-only"  # noqa: S105 -- refused outside development
PROJECT_ROOT = Path(__file__).resolve().parents[2]


class ServiceSettings(BaseSettings):
    """The settings that every service has. Each service has a subclass with an `env_prefix` of its own."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    environment: Literal["development", "production"] = "development"
    database_url: str
    database_connections: int = Field(default=10, ge=2, le=100)
    origin: str = Field(
        default="http://localhost:8000", description="Where clients reach all services; the token issuer"
    )
    auth_url: str = Field(default=local_url("auth"), description="Where siblings reach auth")
    client_secret: SecretStr = Field(default=SecretStr(DEVELOPMENT_SECRET), description="This service's own at auth")
    maskinporten: str = Field(
        default="", description="JSON: how tokens of Maskinporten are believed beside auth's (docs/auth-operate.md)"
    )
    metrics_port: int = Field(
        default=0, ge=0, le=65535, description="Where this process serves its metrics; 0: nowhere"
    )
    background: bool = Field(default=True, description="Whether followers, jobs and workers run in this process")

    @model_validator(mode="after")
    def _no_default_secret_outside_development(self) -> Self:
        if self.environment != "development":
            for name, value in self:
                for secret in _secrets_in(value):
                    if secret or name in self.model_fields_set:  # an empty default is a secret that is not used
                        self._refuse_weak(name, secret)
        return self

    def _refuse_weak(self, name: str, secret: str) -> None:
        if DEVELOPMENT_SECRET in secret:
            raise ValueError(f"{name} still has its development value; set {self._variable(name)}")
        if len(secret) < FEWEST_SIGNS:
            raise ValueError(f"{name} is too short; set {self._variable(name)} to {FEWEST_SIGNS} signs or more")

    def _variable(self, name: str) -> str:
        return f"{self.model_config.get('env_prefix', '')}{name}".upper()


def _secrets_in(value: object) -> list[str]:
    """The secrets of a setting: itself, or those of a mapping."""
    found = value.values() if isinstance(value, Mapping) else [value]
    return [secret.get_secret_value() for secret in found if isinstance(secret, SecretStr)]
