"""What matching is told by its environment."""

from pydantic_settings import SettingsConfigDict

from services.kit.settings import ServiceSettings


class MatchingSettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="MATCHING_", extra="ignore", frozen=True)

    database_url: str = "sqlite:///var/matching.db"
    pool_url: str = "http://127.0.0.1:8002"
    needs_url: str = "http://127.0.0.1:8003"
