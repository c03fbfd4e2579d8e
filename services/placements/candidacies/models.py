"""The table of candidacies."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlmodel import Field

from services.kit import clock
from services.kit.data.tables import UtcDateTime, one_of
from services.kit.ids import new_id
from services.placements.candidacies.domain import OPEN, VERSION_UNKNOWN, CandidacyKind, CandidacyState
from services.placements.references.domain import LONGEST
from services.placements.tables import Table
from services.placements.terms.domain import Terms

_IS_OPEN = text(one_of("state", OPEN))
_IS_SHORTLISTED = text("shortlisted_at IS NOT NULL")


class Candidacy(Table, table=True):
    """An expert who may fill a need, and the offer that may be made."""

    __tablename__ = "candidacies"
    __table_args__ = (
        CheckConstraint(one_of("state", CandidacyState), name="state"),
        CheckConstraint(one_of("kind", CandidacyKind), name="kind"),
        CheckConstraint("home_org <> host_org", name="lent"),
        Index(
            "uq_candidacies_open", "expert_id", "need_id", unique=True, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN
        ),
        Index("ix_candidacies_person_id", "person_id", "created_at", "id"),
        Index("ix_candidacies_expert_id", "expert_id", "created_at", "id"),
        Index("ix_candidacies_need_id", "need_id", "created_at", "id"),
        Index("uq_candidacies_reference", "reference", unique=True),
        Index("ix_candidacies_home_org", "home_org", "created_at", "id"),
        Index("ix_candidacies_host_org", "host_org", "created_at", "id"),
        Index("ix_candidacies_person_id_state", "person_id", "state", "created_at", "id"),
        Index("ix_candidacies_home_org_state", "home_org", "state", "created_at", "id"),
        Index("ix_candidacies_host_org_state", "host_org", "state", "created_at", "id"),
        Index("ix_candidacies_person_id_updated_at", "person_id", "state", "updated_at", "id"),
        Index("ix_candidacies_home_org_updated_at", "home_org", "state", "updated_at", "id"),
        Index("ix_candidacies_host_org_updated_at", "host_org", "state", "updated_at", "id"),
        Index("ix_candidacies_state_answer_by", "state", "answer_by"),
        Index(
            "ix_candidacies_shortlist",
            "host_org",
            "created_at",
            "id",
            sqlite_where=_IS_SHORTLISTED,
            postgresql_where=_IS_SHORTLISTED,
        ),
    )

    undigested: ClassVar[frozenset[str]] = frozenset({"shortlist_note"})  # the audit outlives it

    id: UUID = Field(default_factory=new_id, primary_key=True)
    reference: str = Field(max_length=LONGEST)
    version: int = 0  # the first record makes it 1
    kind: str = Field(max_length=16)
    state: str = Field(max_length=16)
    expert_id: UUID
    need_id: UUID
    person_id: str = Field(max_length=64)
    home_org: str = Field(max_length=9)
    host_org: str = Field(max_length=9)
    expert_version: int  # the expert's at pool when the facts were asked: an older event changes nothing
    need_version: int = VERSION_UNKNOWN  # the need's that the two know: its change is told where it is a later one
    need_changed_since_offer: list[str] = Field(default_factory=list, sa_type=JSON)
    disclosed: bool = False  # whether the employee has made themselves known to the host
    created_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=clock.now, sa_type=UtcDateTime)
    answer_by: datetime | None = Field(default=None, sa_type=UtcDateTime)
    message: str = ""
    terms: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    terms_version: int | None = None
    terms_hash: str | None = Field(default=None, max_length=64)
    deviations: list[dict[str, str]] | None = Field(default=None, sa_type=JSON(none_as_null=True))  # when offered
    offered_by: str | None = Field(default=None, max_length=64)
    offered_client: str | None = Field(default=None, max_length=64)
    offered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    offer_decides: bool = False  # a host coordinator made it: the offer is the host's decision
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = Field(default=None, max_length=32)
    note: str | None = None
    withdrawn_by: str | None = Field(default=None, max_length=16)  # the party; None where the expert or need was lost
    withdrawn_on: date | None = None
    # the host's own; the row's version counts no change of it, for all who are shown the candidacy are shown that
    shortlist_version: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    shortlisted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    shortlist_note: str | None = None

    @property
    def offered_terms(self) -> Terms:
        return Terms.of(self.terms or {})
