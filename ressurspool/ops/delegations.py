"""One decision by a mailed link, as whoever runs the scheme lets a body take it whose coordinators are all gone."""

from collections.abc import Iterator
from uuid import UUID

from pydantic import ValidationError

from ressurspool.ops.agencies import opened
from services.auth.repository import Delegations, Organisations
from services.auth.schemas import DelegationCreate, DelegationRead
from services.auth.service import delegations
from services.auth.service.audit import OPERATOR
from services.auth.settings import AuthSettings
from services.kit.errors import Invalid
from services.kit.pagination import Paging

SHOWN = 100


def create(orgnr: str, placement: str, email: str, *, days: int, language: str) -> DelegationRead:
    """Mail somebody of the body a link to decide that placement, once. Raises NotFound for the body, Invalid."""
    settings = AuthSettings()
    try:
        asked = DelegationCreate.model_validate(
            {"placement_id": placement, "email": email, "days": days, "language": language}
        )
    except ValidationError as error:
        raise Invalid(*((f"/{fault['loc'][0]}", "wrong_form") for fault in error.errors())) from None
    with opened(settings) as database, database.write() as session:
        body = Organisations(session).get(orgnr)
        return delegations.delegate(Delegations(session), asked, orgnr=body.orgnr, by=OPERATOR, settings=settings)


def lines(orgnr: str) -> Iterator[str]:
    """The body's first hundred, the oldest first."""
    with opened(AuthSettings()) as database, database.read() as session:
        for one in Delegations(session).list_of(orgnr, paging=Paging(limit=SHOWN, after=None)).items:
            yield f"{one.id} {one.state} placement {one.placement_id} until {one.expires_at:%Y-%m-%d %H:%M}"


def withdraw(delegation_id: UUID) -> None:
    """The link works no more, and the login it gave ends. Raises NotFound, WrongState."""
    with opened(AuthSettings()) as database, database.write() as session:
        kept = Delegations(session)
        delegations.withdraw(kept, kept.get_locked(delegation_id), by=OPERATOR)
