"""The settings that all services have; outside development what is unsafe refuses to start."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar, Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import SettingsConfigDict

from services.kit.environment import EnvironmentSettings, unknown_variables
from services.scheme.services import local_url

FEWEST_SIGNS = 32  # of a secret outside development: 128 bits and more in any alphabet
DEVELOPMENT_SECRET = "development-only"  # noqa: S105 -- refused outside development
SAFE_ORIGINS = ("https://", "http://localhost:")  # nobody listens in on a machine's way to itself
UNUSED = SecretStr("")  # the default of a secret that a service has no use for
PROJECT_ROOT = Path(__file__).resolve().parents[2]


class ServiceSettings(EnvironmentSettings):
    """The settings that every service has. Each service has a subclass with an `env_prefix` of its own."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    chosen_by_others: ClassVar[frozenset[str]] = frozenset()  # secrets that are as long as their provider makes them

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
    allow_sqlite: bool = Field(default=False, description="Outside development too: one process, one machine")

    @model_validator(mode="after")
    def _safe_outside_development(self) -> Self:
        if self.environment != "development" and (faults := [*self._unsafe(), *self._weak_secrets()]):
            raise ValueError("\n".join(faults))
        return self

    def _unsafe(self) -> Iterator[str]:
        for name in unknown_variables(self._variable(""), list(type(self).model_fields)):
            yield f"{name} is no setting; mend its name or unset it. All of them stand in .env.example."
        if self.database_url.startswith("sqlite") and not self.allow_sqlite:
            variable = self._variable("allow_sqlite")
            yield f"{self._variable('database_url')} is SQLite; name a PostgreSQL database, or set {variable}=true."
        if not self.origin.startswith(SAFE_ORIGINS):
            yield f"{self._variable('origin')} is not https; name the address that clients reach through TLS."

    def _weak_secrets(self) -> Iterator[str]:
        for name, value in self:
            if name in self.chosen_by_others or value == type(self).model_fields[name].default == UNUSED:
                continue
            for member, secret in _secrets_in(value):
                variable = self._variable(name) + (f" of {member}" if member else "")
                if DEVELOPMENT_SECRET in secret:
                    yield f"{variable} still has its development value; set another."
                elif len(secret) < FEWEST_SIGNS:
                    yield f"{variable} is too short; set it to {FEWEST_SIGNS} signs or more."

    def _variable(self, name: str) -> str:
        return f"{self.model_config.get('env_prefix', '')}{name}".upper()


def _secrets_in(value: object) -> Iterator[tuple[str | None, str]]:
    """The secrets of a setting: itself, or those of a mapping with their names."""
    found = value.items() if isinstance(value, Mapping) else [(None, value)]
    for name, secret in found:
        if isinstance(secret, SecretStr):
            yield name, secret.get_secret_value()
