"""The settings of needs, read from the environment."""

from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import SettingsConfigDict

from services.kit.settings import ServiceSettings
from services.scheme.months import LONGEST_STAY, SHORTEST_STAY
from services.scheme.services import local_url


class NeedsSettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="NEEDS_", extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/needs.db"
    placements_url: str = local_url("placements")
    min_months: int = Field(
        default=SHORTEST_STAY, ge=1, le=12, description="The shortest stay (recommendation 5: 2–3 months)"
    )
    max_months: int = Field(default=LONGEST_STAY, ge=1, le=12, description="The longest stay a need may ask for")

    @model_validator(mode="after")
    def _shortest_is_not_longer_than_longest(self) -> Self:
        if self.min_months > self.max_months:
            raise ValueError("NEEDS_MIN_MONTHS is larger than NEEDS_MAX_MONTHS")
        return self
