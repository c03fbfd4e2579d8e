"""Every query of auth."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import case, delete, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import col

from services.auth.models import (
    AuthorizationCode,
    Client,
    GuessCount,
    Invitation,
    Membership,
    Organisation,
    Person,
    SigningKey,
)
from services.kit.access import Role
from services.kit.errors import Busy, NotFound
from services.kit.pagination import Found, Paging, page_of
from services.kit.repository import Repository


def _insert(session: Session, table: type[Any]) -> Any:
    """INSERT with ON CONFLICT, which both databases spell alike and SQLAlchemy has apart."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def _changed(session: Session, statement: Any) -> int:
    """How many rows a conditional UPDATE changed: what decides a race."""
    count: int = session.execute(statement.execution_options(synchronize_session=False)).rowcount  # type: ignore[attr-defined]  # Result of DML
    return count


_LIVE = col(Membership.ended_at).is_(None)


class Organisations(Repository[Organisation]):
    """Public bodies."""

    def get(self, orgnr: str) -> Organisation:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Organisation).where(col(Organisation.orgnr) == orgnr))

    def list_all(self, *, paging: Paging) -> Found[Organisation]:
        by = (col(Organisation.joined_at), col(Organisation.id))
        return page_of(self.session, select(Organisation), paging=paging, by=by)

    def add_missing(self, rows: Sequence[dict[str, Any]]) -> list[str]:
        """Insert the bodies that are not there. Returns their numbers; of several racers one inserts each."""
        statement = _insert(self.session, Organisation).on_conflict_do_nothing(index_elements=["orgnr"])
        return list(self.session.scalars(statement.returning(col(Organisation.orgnr)), list(rows)))

    def coordinated(self, orgnrs: Sequence[str]) -> set[str]:
        """Those of the bodies that have a coordinator."""
        query = select(col(Membership.orgnr)).where(
            col(Membership.orgnr).in_(orgnrs), col(Membership.role) == Role.COORDINATOR, _LIVE
        )
        return set(self.session.scalars(query))


class People(Repository[Person]):
    """People and their memberships."""

    def get(self, person_id: UUID) -> Person:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Person).where(col(Person.id) == person_id))

    def get_locked(self, person_id: UUID) -> Person:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Person).where(col(Person.id) == person_id).with_for_update())

    def find_by_email(self, email: str) -> Person | None:
        return self.session.scalars(select(Person).where(col(Person.email) == email)).one_or_none()

    def find_membership(self, person_id: UUID, orgnr: str) -> Membership | None:
        """The live membership, locked until the transaction ends."""
        mine = (col(Membership.person_id) == person_id) & (col(Membership.orgnr) == orgnr)
        return self.session.scalars(select(Membership).where(mine, _LIVE).with_for_update()).one_or_none()

    def get_membership_locked(self, membership_id: UUID) -> Membership:
        """The live membership. Raises NotFound."""
        query = select(Membership).where(col(Membership.id) == membership_id, _LIVE).with_for_update()
        found = self.session.scalars(query).one_or_none()
        if found is None:
            raise NotFound()
        return found

    def add_membership(self, membership: Membership) -> None:
        """Insert or change it. Raises Busy where the person became a member a moment ago: tried again, it is found."""
        self.session.add(membership)
        self.flush(unless=Busy())

    def list_bodies_of(self, person_id: UUID) -> Sequence[Organisation]:
        """The bodies a person may act for, in alphabetical order of their Norwegian names."""
        query = select(Organisation).join(Membership, col(Membership.orgnr) == col(Organisation.orgnr))
        query = query.where(col(Membership.person_id) == person_id, _LIVE)
        return sorted(self.session.scalars(query), key=lambda body: (body.name_nb, body.orgnr))

    def list_members(self, orgnr: str, *, paging: Paging) -> Found[Membership]:
        query = select(Membership).where(col(Membership.orgnr) == orgnr, _LIVE)
        return page_of(self.session, query, paging=paging, by=(col(Membership.since), col(Membership.id)))

    def by_id(self, person_ids: Sequence[UUID]) -> dict[UUID, Person]:
        query = select(Person).where(col(Person.id).in_(person_ids))
        return {person.id: person for person in self.session.scalars(query)}


class Invitations(Repository[Invitation]):
    """Single-use permissions to join."""

    def get(self, invitation_id: UUID) -> Invitation:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Invitation).where(col(Invitation.id) == invitation_id))

    def find_open(self, token_hash: str, *, at: datetime) -> Invitation | None:
        query = select(Invitation).where(col(Invitation.token_hash) == token_hash, col(Invitation.used_at).is_(None))
        return self.session.scalars(query.where(col(Invitation.expires_at) > at)).one_or_none()

    def use(self, token_hash: str, *, at: datetime) -> bool:
        """Whether this call is the one that uses the invitation: of any number at once exactly one is."""
        mine = (col(Invitation.token_hash) == token_hash) & col(Invitation.used_at).is_(None)
        statement = update(Invitation).where(mine, col(Invitation.expires_at) > at)
        return _changed(self.session, statement.values(used_at=at, version=col(Invitation.version) + 1)) == 1

    def get_by_hash(self, token_hash: str) -> Invitation:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Invitation).where(col(Invitation.token_hash) == token_hash))


class Clients(Repository[Client]):
    """OAuth clients."""

    def get(self, client_key: UUID) -> Client:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Client).where(col(Client.id) == client_key))

    def get_locked(self, client_key: UUID) -> Client:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(Client).where(col(Client.id) == client_key).with_for_update())

    def remove(self, client: Client) -> None:
        self.session.delete(client)
        self.flush()

    def find(self, client_id: str) -> Client | None:
        return self.session.scalars(select(Client).where(col(Client.client_id) == client_id)).one_or_none()

    def list_of(self, orgnr: str, *, paging: Paging) -> Found[Client]:
        query = select(Client).where(col(Client.orgnr) == orgnr)
        return page_of(self.session, query, paging=paging, by=(col(Client.created_at), col(Client.id)))

    def keep(self, client: Client) -> None:
        """Register one of our own clients, or bring it up to date with the settings."""
        values = client.model_dump()
        told = {name: values[name] for name in ("name", "secret_hash", "scopes", "redirect_uris")}
        statement = _insert(self.session, Client).values(**values)
        self.session.execute(statement.on_conflict_do_update(index_elements=["client_id"], set_=told))


class Codes(Repository[AuthorizationCode]):
    """Authorization codes."""

    def find(self, code_hash: str) -> AuthorizationCode | None:
        query = select(AuthorizationCode).where(col(AuthorizationCode.code_hash) == code_hash)
        return self.session.scalars(query).one_or_none()

    def use(self, code_hash: str, *, at: datetime) -> bool:
        """Whether this call is the one that uses the code: of any number at once exactly one is."""
        mine = (col(AuthorizationCode.code_hash) == code_hash) & col(AuthorizationCode.used_at).is_(None)
        statement = update(AuthorizationCode).where(mine, col(AuthorizationCode.expires_at) > at)
        return _changed(self.session, statement.values(used_at=at)) == 1

    def forget_expired(self, *, before: datetime) -> None:
        self.session.execute(delete(AuthorizationCode).where(col(AuthorizationCode.expires_at) < before))


class Guesses:
    """Counts of wrong passwords, over all processes."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def reserve(self, key: str, *, limit: int, within: timedelta, at: datetime) -> bool:
        """Count a guess before it is made. False where `limit` were made without a pause of `within` between them.

        One statement, so that guesses at the same moment cannot each see room for one. The count starts anew only
        after a pause, so that no stretch of that length holds more; a refused guess does not prolong the pause.
        """
        row, old = _insert(self.session, GuessCount), at - within
        rested = col(GuessCount.last_at) <= old
        statement = row.values(key=key, failures=1, last_at=at).on_conflict_do_update(
            index_elements=["key"],
            set_={"failures": case((rested, 1), else_=col(GuessCount.failures) + 1), "last_at": at},
            where=rested | (col(GuessCount.failures) < limit),
        )
        return self.session.execute(statement.returning(col(GuessCount.key))).first() is not None

    def forget(self, key: str) -> None:
        self.session.execute(delete(GuessCount).where(col(GuessCount.key) == key))

    def take_back(self, key: str) -> None:
        """Uncount one guess that turned out to be right."""
        counted = (col(GuessCount.key) == key) & (col(GuessCount.failures) > 0)
        self.session.execute(update(GuessCount).where(counted).values(failures=col(GuessCount.failures) - 1))

    def forget_old(self, *, before: datetime) -> None:
        self.session.execute(delete(GuessCount).where(col(GuessCount.last_at) < before))


class SigningKeys(Repository[SigningKey]):
    """Keys that tokens are signed with."""

    def list_all(self) -> Sequence[SigningKey]:
        return self.session.scalars(select(SigningKey).order_by(col(SigningKey.created_at))).all()

    def has_active(self) -> bool:
        return bool(self.session.scalar(select(exists().where(col(SigningKey.active)))))

    def add_first(self, key: SigningKey) -> None:
        """Insert the key unless another process was first."""
        self.session.execute(_insert(self.session, SigningKey).values(**key.model_dump()).on_conflict_do_nothing())
