"""The settings of placements, read from the environment."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.kit.settings import ServiceSettings
from services.scheme.months import LONGEST_IN_ALL, LONGEST_STAY, NOTICE_DAYS, SHORTEST_STAY
from services.scheme.services import local_url


class PlacementsSettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="PLACEMENTS_", extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/placements.db"
    pool_url: str = local_url("pool")
    needs_url: str = local_url("needs")
    min_months: int = Field(
        default=SHORTEST_STAY, ge=1, le=12, description="Shortest first agreement, in calendar months"
    )
    max_months: int = Field(
        default=LONGEST_STAY, ge=1, le=12, description="Longest first agreement, in calendar months"
    )
    max_total_months: int = Field(
        default=LONGEST_IN_ALL, ge=1, le=24, description="Longest stay with all extensions, in calendar months"
    )
    notice_days: int = Field(
        default=NOTICE_DAYS,
        ge=0,
        le=90,
        description="Notice of an early return or a recall, of stays proposed from now on",
    )
    answer_days: int = Field(default=14, ge=1, le=90, description="Days to answer an invitation or an offer")
    consider_days: int = Field(
        default=21, ge=1, le=90, description="Days for the host to answer an application or an interest"
    )
    rest_days: int = Field(
        default=7, ge=0, le=90, description="Days until who withdrew a candidacy may begin one of the same two again"
    )
    decide_days: int = Field(default=14, ge=1, le=90, description="Days to decide on proposed terms")
