"""What whoever runs the scheme does with people, straight in auth's database: shut out, let in, give and take roles."""

from datetime import datetime

from ressurspool.ops.agencies import opened
from services.auth.models import Action, Table
from services.auth.repository import Organisations, People
from services.auth.service import roles
from services.auth.service.audit import OPERATOR, record_audit
from services.auth.service.disabling import disable_person, enable_person, find_person
from services.auth.service.members import grant_membership
from services.auth.service.new_passwords import reset_by_operator
from services.auth.service.second_factor import reset_second_factor
from services.auth.settings import AuthSettings
from services.kit.access import Role
from services.kit.database import Database
from services.kit.errors import NotFound


def mail_new_password(named: str, *, settings: AuthSettings | None = None) -> None:
    """Mail somebody, named by id or address, a link for a new password. Raises ServiceError."""
    settings = settings or AuthSettings()
    with opened(settings) as database, database.write() as session:
        reset_by_operator(session, settings, find_person(People(session), named), by=OPERATOR)


def forget_second_factor(named: str, *, settings: AuthSettings | None = None) -> bool:
    """Let somebody who lost their authenticator begin another. Whether they had one. Raises ServiceError."""
    with opened(settings or AuthSettings()) as database, database.write() as session:
        return reset_second_factor(session, find_person(People(session), named).id, by=OPERATOR)


def set_disabled(named: str, *, disabled: bool, settings: AuthSettings | None = None) -> datetime | None:
    """Since when the person of that id or address is disabled; None where not. Raises ServiceError."""
    settings = settings or AuthSettings()
    database = Database(settings.database_url, Table.metadata, connections=2)
    act = disable_person if disabled else enable_person
    try:
        with database.write() as session:
            people = People(session)
            return act(people, find_person(people, named), by=OPERATOR).disabled_at
    finally:
        database.close()


def set_role(named: str, orgnr: str, role: Role, *, forced: bool = False, settings: AuthSettings | None = None) -> None:
    """Give somebody any role in a body, broker and admin too; who is no member becomes one.

    Raises NotFound, LastCoordinator unless forced.
    """
    with opened(settings or AuthSettings()) as database, database.write() as session:
        people, body = People(session), Organisations(session).get_locked(orgnr)
        person = find_person(people, named)
        membership = people.find_membership(person.id, body.orgnr)
        if membership is None:
            membership = grant_membership(people, person.id, orgnr=body.orgnr, role=role)
            about = ("membership", membership.id)
            record_audit(session, Action.MEMBERSHIP_GRANTED, OPERATOR, about=about, orgnr=orgnr)
            return
        roles.set_role(people, membership, role, by=OPERATOR, forced=forced)


def remove(named: str, orgnr: str, *, forced: bool = False, settings: AuthSettings | None = None) -> None:
    """Somebody belongs to a body no more. Raises NotFound, LastCoordinator unless forced."""
    with opened(settings or AuthSettings()) as database, database.write() as session:
        people = People(session)
        Organisations(session).get_locked(orgnr)
        membership = people.find_membership(find_person(people, named).id, orgnr)
        if membership is None:
            raise NotFound()
        roles.end_member(people, membership, by=OPERATOR, forced=forced)
