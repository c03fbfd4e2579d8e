"""What people let apps do, as routes are given it."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.dependencies.callers import ConsentGiver
from services.auth.dependencies.people import person_id_of
from services.auth.models import Consent
from services.auth.repository import Consents
from services.kit.answer import AskedPage
from services.kit.pagination import Found
from services.kit.session import ReadSession, WriteSession


async def consents_to_read(session: ReadSession) -> Consents:
    return Consents(session)


async def consents_to_change(session: WriteSession) -> Consents:
    return Consents(session)


ReadConsents = Annotated[Consents, Depends(consents_to_read)]
ChangedConsents = Annotated[Consents, Depends(consents_to_change)]


def my_consent(consent_id: UUID, caller: ConsentGiver, consents: ChangedConsents) -> Consent:
    """One of the caller's own, locked. Raises NotFound."""
    return consents.get_of_locked(person_id_of(caller), consent_id)


def my_consents(caller: ConsentGiver, consents: ReadConsents, paging: AskedPage) -> Found[Consent]:
    """A page of the caller's own, the latest yes first."""
    return consents.list_of(person_id_of(caller), paging=paging)


MyConsent = Annotated[Consent, Depends(my_consent)]
MyConsentsPage = Annotated[Found[Consent], Depends(my_consents)]
