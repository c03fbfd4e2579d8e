"""Delegations of a body whose coordinators are all gone: creates, lists and withdraws them."""

from uuid import UUID

from pydantic import ValidationError

from services.auth.audit.service import OPERATOR
from services.auth.bodies.repository import Organisations
from services.auth.delegations import service as delegations
from services.auth.delegations.repository import Delegations
from services.auth.delegations.schemas import DelegationCreate, DelegationRead
from services.auth.operator.database import prepared
from services.auth.settings import AuthSettings
from services.kit.data.pagination import PageRequest
from services.kit.errors import Invalid

MOST_LISTED = 100


def create(
    settings: AuthSettings, orgnr: str, placement: str, email: str, *, days: int, language: str
) -> DelegationRead:
    """Mail somebody of the body a link to decide that placement, once. Raises NotFound or BodySucceeded, Invalid."""
    try:
        asked = DelegationCreate.model_validate(
            {"placement_id": placement, "email": email, "days": days, "language": language}
        )
    except ValidationError as error:
        raise Invalid(*((f"/{fault['loc'][0]}", "wrong_form") for fault in error.errors())) from None
    with prepared(settings) as database, database.write() as session:
        body = Organisations(session).get_current(orgnr)
        return delegations.delegate(Delegations(session), asked, orgnr=body.orgnr, by=OPERATOR, settings=settings)


def list_of(settings: AuthSettings, orgnr: str) -> list[DelegationRead]:
    """The body's first hundred delegations, the oldest first."""
    with prepared(settings) as database, database.read() as session:
        found = Delegations(session).list_of(orgnr, paging=PageRequest(limit=MOST_LISTED, after=None))
        return [DelegationRead.of(delegation) for delegation in found.items]


def withdraw(settings: AuthSettings, delegation_id: UUID) -> None:
    """Withdraw a delegation: its link works no more, and the login it gave ends. Raises NotFound, WrongState."""
    with prepared(settings) as database, database.write() as session:
        kept = Delegations(session)
        delegations.withdraw(kept, kept.get_locked(delegation_id), by=OPERATOR)
