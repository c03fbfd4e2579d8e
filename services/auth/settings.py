"""The settings of auth, from environment variables that begin with AUTH_."""

from typing import Annotated, Any, Literal

from fastapi import Depends
from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import SettingsConfigDict

from services.kit.settings import DEVELOPMENT_SECRET, UNUSED, ServiceSettings
from services.kit.web.session import settings_of
from services.scheme.months import LONGEST_IN_ALL, LONGEST_STAY, SHORTEST_STAY
from services.scheme.services import SERVICES

LONGEST_INVITATION_DAYS = 90

_DEVELOPMENT_SECRETS = {name: SecretStr(DEVELOPMENT_SECRET) for name in SERVICES if name != "auth"}


class AuthSettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="AUTH_", extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/auth.db"
    client_secret: SecretStr = Field(default=UNUSED, description="Not used: auth is nobody's client")
    service_secrets: dict[str, SecretStr] = Field(
        default=_DEVELOPMENT_SECRETS, description="JSON: the secret of each sibling service, by its name"
    )
    web_keys: dict[str, Any] = Field(
        default={},
        description="JSON: the public keys of the web application, as `ressurspool-ops keys web` prints them",
    )
    key_passphrase: SecretStr = Field(
        default=SecretStr(DEVELOPMENT_SECRET), description="Encrypts the private signing keys, and seals login forms"
    )
    key_days: int = Field(default=90, ge=1, le=365, description="Days a signing key signs before the next one does")
    token_seconds: int = Field(default=600, ge=60, le=600, description="Life of an access token")
    code_seconds: int = Field(default=60, ge=10, le=600, description="Life of an authorization code")
    session_hours: int = Field(
        default=24, ge=1, le=720, description="How long refresh tokens prolong a login, however they are used"
    )
    refresh_idle_hours: int = Field(default=8, ge=1, le=720, description="How long a refresh token waits for its use")
    invitation_days: int = Field(
        default=14, ge=1, le=LONGEST_INVITATION_DAYS, description="How long an invitation may be accepted"
    )
    min_months: int = Field(
        default=SHORTEST_STAY, ge=1, le=12, description="Shortest first agreement a body's policy may name"
    )
    max_months: int = Field(
        default=LONGEST_STAY, ge=1, le=12, description="Longest first agreement a body's policy may name"
    )
    max_total_months: int = Field(
        default=LONGEST_IN_ALL, ge=1, le=24, description="Longest stay with all extensions a body's policy may name"
    )
    register_url: str = Field(
        default="https://data.brreg.no", description="Enhetsregisteret, which says whether a number is a public body's"
    )
    register_seconds: float = Field(default=3, gt=0, le=60, description="How long its answer is waited for, in all")
    register_days: int = Field(
        default=30, ge=1, le=365, description="How old an answer of the register may be while it is down"
    )
    letters_per_address: int = Field(
        default=5, ge=1, description="Links of a kind to one address at once, asked for by strangers, and each day"
    )
    letters_per_source: int = Field(
        default=60, ge=1, description="Such letters asked for from one network at once, and as many more each hour"
    )
    letters_per_hour: int = Field(
        default=5000, ge=1, description="Such letters of a kind in all at once, and as many more each hour"
    )
    letters_per_body: int = Field(
        default=500, ge=1, description="Invitations and the like that one body mails at once, and as many more each day"
    )
    guesses_per_source: int = Field(
        default=100, ge=1, description="Wrong guesses from one network at once, and as many more each 15 minutes"
    )
    guesses_in_all: int = Field(
        default=2000, ge=1, description="Wrong guesses of a kind in all at once, and as many more each 15 minutes"
    )
    federated_per_source: int = Field(
        default=300, ge=1, description="Logins begun at issuers from one network at once, and as many each 15 minutes"
    )
    second_factor: Literal["required", "optional"] | None = Field(
        default=None,
        validate_default=True,
        description="For coordinators with a local account; outside development required unless said",
    )
    audit_days: int = Field(
        default=365, ge=90, le=3650, description="How long the audit of logins and administration is kept"
    )
    issuers_file: str = Field(
        default="", description="TOML: the issuers people may log in through (docs/auth-operate.md)"
    )
    issuer_secrets: dict[str, SecretStr] = Field(
        default={}, description="JSON: the client secret at each issuer that has one, by the issuer's name"
    )

    @field_validator("second_factor")
    @classmethod
    def _required_unless_said(cls, value: str | None, info: ValidationInfo) -> str:
        """Without a value: optional in development, required elsewhere."""
        return value or ("optional" if info.data.get("environment") == "development" else "required")


Settings = Annotated[AuthSettings, Depends(settings_of)]
