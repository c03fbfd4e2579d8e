"""Members of public bodies: the first coordinator's invitation, roles, and the end of a membership.

A person is named by their id, or by the address of their account.
"""

from services.auth.audit.models import Action
from services.auth.audit.service import OPERATOR, record_audit
from services.auth.bodies.repository import Organisations, refuse_succeeded
from services.auth.invitations.service import bootstrap_coordinator
from services.auth.members.service import grant_membership
from services.auth.operator.database import prepared
from services.auth.operator.people import find_person
from services.auth.people.repository import People
from services.auth.roles import service as roles
from services.auth.settings import AuthSettings
from services.kit.errors import NotFound
from services.kit.language import Language
from services.scheme.roles import Role


def invite_first_coordinator(
    settings: AuthSettings, orgnr: str, email: str, *, hand_over: bool = True, language: Language = Language.NB
) -> str | None:
    """Invite a body's first coordinator, who then invites everybody else.

    Returns the single-use token by which the invited person joins, or None where a link is mailed instead of handing
    the token over. Raises ServiceError, as for a body that has a coordinator.
    """
    with prepared(settings) as database, database.write() as session:
        return bootstrap_coordinator(
            session, orgnr, email, settings=settings, language=language, hand_over=hand_over
        ).token


def set_role(settings: AuthSettings, named: str, orgnr: str, role: Role, *, forced: bool = False) -> None:
    """Give a person any role in a body, broker and admin too; who is no member becomes one.

    Raises NotFound, BodySucceeded, LastCoordinator unless forced.
    """
    with prepared(settings) as database, database.write() as session:
        people, body = People(session), Organisations(session).get_locked(orgnr)
        refuse_succeeded(body)
        person = find_person(people, named)
        membership = people.find_membership(person.id, body.orgnr)
        if membership is None:
            membership = grant_membership(people, person.id, orgnr=body.orgnr, role=role)
            about = ("membership", membership.id)
            record_audit(session, Action.MEMBERSHIP_GRANTED, OPERATOR, about=about, orgnr=orgnr)
            return
        roles.set_role(people, membership, role, by=OPERATOR, forced=forced)


def remove(settings: AuthSettings, named: str, orgnr: str, *, forced: bool = False) -> None:
    """End a person's membership of a body. Raises NotFound, LastCoordinator unless forced."""
    with prepared(settings) as database, database.write() as session:
        people = People(session)
        Organisations(session).get_locked(orgnr)
        membership = people.find_membership(find_person(people, named).id, orgnr)
        if membership is None:
            raise NotFound()
        roles.remove_member(people, membership, by=OPERATOR, forced=forced)
