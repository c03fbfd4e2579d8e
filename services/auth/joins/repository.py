"""Every query about codes that join accounts, and about what passes from one account to the other."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlmodel import col

from services.auth.bodies.models import Organisation
from services.auth.clients.models import Consent
from services.auth.credentials.models import RecoveryCode, SecondFactor
from services.auth.delegations.models import Delegation
from services.auth.identities.models import Identity
from services.auth.invitations.models import Invitation
from services.auth.joins.models import JoinCode
from services.auth.letters.models import Letter
from services.auth.people.models import Address, Person
from services.kit.data.repository import Repository, changed

_BY_ID: tuple[Any, ...] = (
    Address.person_id,
    Identity.person_id,
    SecondFactor.person_id,
    RecoveryCode.person_id,
    Person.joined_into,
)
_BY_SUB: tuple[Any, ...] = (
    Delegation.delegated_by,
    Delegation.accepted_by,
    Invitation.invited_by,
    Letter.asked_by,
    Organisation.leaving_asked_by,
)


class JoinCodes(Repository[JoinCode]):
    """Single-use codes, and the rows of people that pass on."""

    def find_open(self, code_hash: str, *, at: datetime) -> JoinCode | None:
        query = select(JoinCode).where(col(JoinCode.code_hash) == code_hash, col(JoinCode.used_at).is_(None))
        return self.session.scalars(query.where(col(JoinCode.expires_at) > at)).one_or_none()

    def use(self, code_hash: str, *, at: datetime) -> bool:
        """Use the code up. True for exactly one of any number of concurrent calls."""
        mine = (col(JoinCode.code_hash) == code_hash) & col(JoinCode.used_at).is_(None)
        return (
            changed(self.session, update(JoinCode).where(mine, col(JoinCode.expires_at) > at).values(used_at=at)) == 1
        )

    def forget_expired(self, *, before: datetime) -> None:
        self.session.execute(delete(JoinCode).where(col(JoinCode.expires_at) < before))

    def forget_all_of(self, person_id: UUID) -> None:
        self.session.execute(delete(JoinCode).where(col(JoinCode.person_id) == person_id))

    def forget_unproven_addresses(self, person_id: UUID) -> None:
        unproven = (col(Address.person_id) == person_id) & col(Address.proven_at).is_(None)
        self.session.execute(delete(Address).where(unproven))

    def list_consents(self, person_id: UUID) -> list[Consent]:
        return list(self.session.scalars(select(Consent).where(col(Consent.person_id) == person_id)))

    def pass_on(self, ends: UUID, stays: UUID) -> None:
        """Give what names the one person to the other, where it needs no more than that."""
        self.session.flush()
        for columns, before, after in ((_BY_ID, ends, stays), (_BY_SUB, str(ends), str(stays))):
            for column in columns:
                statement = update(column.class_).where(column == before).values({column.key: after})
                self.session.execute(statement.execution_options(synchronize_session=False))
        self.session.expire_all()
