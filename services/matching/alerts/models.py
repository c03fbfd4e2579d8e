"""The tables of alerts."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from services.kit.data.tables import UtcDateTime
from services.matching.tables import Table


class AlertedNeed(Table, table=True):
    """A need that was examined for alerts: the experts who had alerts turned on then were alerted."""

    __tablename__ = "alerted_needs"

    need_id: str = Field(primary_key=True, max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)


class Alert(Table, table=True):
    """An alert to an expert about a need. There is one at most for each pair."""

    __tablename__ = "alerts"
    __table_args__ = (Index("ix_alerts_expert_id_at", "expert_id", "at"),)

    need_id: str = Field(primary_key=True, max_length=64)
    expert_id: str = Field(primary_key=True, max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)
