"""The settings of the pool, read from the environment."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.kit.settings import ServiceSettings
from services.scheme.services import local_url


class PoolSettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="POOL_", extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/pool.db"
    placements_url: str = local_url("placements")
    answer_days: int = Field(default=60, ge=1, description="Days the home agency has to answer a submitted profile")
    idle_days: int = Field(default=365, ge=1, description="Days until a profile that waits for its expert is withdrawn")
    disclosure_days: int = Field(
        default=90, ge=1, description="How long a host may read a profile disclosed to it, until a stay is proposed"
    )
    report_days: int = Field(
        default=21,
        ge=0,
        description="How long a host may read the profile of its guest after the stay, for its reports",
    )
