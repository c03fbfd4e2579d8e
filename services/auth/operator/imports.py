"""Makes many people members at once, each with a token: for demonstrations and measurements, in development only.

Nobody is invited and nobody logs in, so outside development it is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from services.auth.access import USER_SCOPES
from services.auth.audit.models import Action
from services.auth.audit.service import OPERATOR, record_audit
from services.auth.bodies.repository import Organisations
from services.auth.credentials.passwords import hash_password
from services.auth.keys.own_keys import OwnKeys
from services.auth.login.completion import start_session
from services.auth.login.states import Proven
from services.auth.members.service import grant_membership
from services.auth.operator.database import prepared
from services.auth.operator.errors import OperationRefused
from services.auth.people.models import Person
from services.auth.people.repository import People
from services.auth.settings import AuthSettings
from services.auth.tokens.entitlement import Entitlement, grant_tokens
from services.auth.tokens.issue import issue
from services.kit import clock
from services.kit.errors import Busy
from services.kit.language import Language
from services.scheme.roles import Role

CLIENT = "cli"


@dataclass(frozen=True, kw_only=True)
class NewMember:
    """A person without an account, and the role they get in a body."""

    name: str
    email: str
    orgnr: str
    role: Role


def import_members(
    settings: AuthSettings, members: Sequence[NewMember], *, password: str, language: Language = Language.NB
) -> list[str]:
    """Make them members in one transaction; returns an access token of each, in the same order.

    All have the same password, which is hashed once. Raises OperationRefused outside development, NotFound or
    BodySucceeded for a body, Busy where an address has an account.
    """
    if settings.environment != "development":
        raise OperationRefused("People are imported in development only: elsewhere they are invited.")
    password_hash = hash_password(password)
    with prepared(settings) as database:
        with database.write() as session:
            granted = [_join(session, settings, one, password_hash, language) for one in members]
        keys = OwnKeys(database, settings)
        return [issue(keys, settings, one.content).access_token for one in granted]


def _join(
    session: Session, settings: AuthSettings, member: NewMember, password_hash: str, language: Language
) -> Entitlement:
    people, body = People(session), Organisations(session).get_current(member.orgnr)
    person = Person(email=member.email, name=member.name, language=language, password_hash=password_hash)
    people.add(person, unless=Busy())
    membership = grant_membership(people, person.id, orgnr=body.orgnr, role=member.role)
    about = ("membership", membership.id)
    record_audit(session, Action.MEMBERSHIP_GRANTED, OPERATOR, about=about, orgnr=body.orgnr)
    proven = Proven(person_id=person.id, methods=(), at=clock.now())  # no method: nobody proved anything
    login = start_session(session, settings, proven, client_id=CLIENT, orgnr=body.orgnr, scope=" ".join(USER_SCOPES))
    granted = grant_tokens(session, settings, login)
    assert granted is not None, "a member of a moment ago"
    return granted
