"""What the routes of identities are given."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from services.auth.access import person_id_of
from services.auth.identities.models import Identity
from services.auth.identities.repository import Identities
from services.auth.people.dependencies import ChangedPeople
from services.auth.people.models import Person
from services.kit import context
from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.kit.data.pagination import Page
from services.kit.web.responses import PageParams
from services.kit.web.session import ReadSession, WriteSession

IdentityHolder = Annotated[Caller, Depends(caller_for("list_my_identities", "remove_my_identity"))]


async def known_issuers(request: Request) -> Mapping[str, tuple[str, str]]:
    """Name and label of the issuers that are switched on, by their address."""
    profiles = [issuer.profile for issuer in request.app.state.issuers]
    language = context.current().language
    return {profile.issuer: (profile.name, profile.label[language]) for profile in profiles}


async def identities_to_change(session: WriteSession) -> Identities:
    return Identities(session)


KnownIssuers = Annotated[Mapping[str, tuple[str, str]], Depends(known_issuers)]
ChangedIdentities = Annotated[Identities, Depends(identities_to_change)]


def my_identities(caller: IdentityHolder, session: ReadSession, paging: PageParams) -> Page[Identity]:
    return Identities(session).list_of(person_id_of(caller), paging=paging)


def myself_locked(caller: IdentityHolder, people: ChangedPeople) -> Person:
    """The caller, locked. Raises NotFound."""
    return people.get_locked(person_id_of(caller))


MyIdentitiesPage = Annotated[Page[Identity], Depends(my_identities)]
MyselfLocked = Annotated[Person, Depends(myself_locked)]


def my_identity(identity_id: UUID, person: MyselfLocked, identities: ChangedIdentities) -> Identity:
    """One of the caller's own, locked after the person. Raises NotFound."""
    return identities.get_of_locked(person.id, identity_id)


MyIdentity = Annotated[Identity, Depends(my_identity)]
