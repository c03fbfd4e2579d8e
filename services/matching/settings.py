"""The settings of matching, read from the environment."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.kit.settings import ServiceSettings
from services.scheme.services import local_url


class MatchingSettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="MATCHING_", extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/matching.db"
    pool_url: str = local_url("pool")
    needs_url: str = local_url("needs")
    placements_url: str = local_url("placements")
    index_file: Path | None = Field(
        default=Path("var/matching-index.npz"), description="Where the index is kept for the next start; empty: nowhere"
    )
    suggestion_months: int = Field(default=24, ge=1, description="How long shown suggestions are kept and replayable")
    told_counties: int = Field(
        default=3, ge=1, le=100, description="For how many counties a body is told who hidden experts are near"
    )
    told_counties_days: int = Field(default=90, ge=1, description="After this a county counts no more")
    alerts_per_week: int = Field(default=3, ge=0, le=50, description="How many alerts an expert is given at most")
