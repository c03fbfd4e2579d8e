"""Dependencies of the token endpoints: the caller of userinfo, and the endpoints themselves."""

from typing import Annotated

from fastapi import Depends, Request

from services.auth.access import person_id_of
from services.auth.keys.dependencies import Keys
from services.auth.people.dependencies import ReadPeople
from services.auth.people.models import Person
from services.auth.settings import Settings
from services.auth.tokens.service import TokenEndpoints
from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.kit.web.session import OwnDatabase

IdentityReader = Annotated[Caller, Depends(caller_for("read_userinfo", "request_userinfo"))]


def current_person(caller: IdentityReader, people: ReadPeople) -> Person:
    """The person of the caller's token."""
    return people.get(person_id_of(caller))


CurrentPerson = Annotated[Person, Depends(current_person)]


def email_verified(person: CurrentPerson, people: ReadPeople) -> bool:
    """Whether the person has proven their primary address."""
    return people.is_proven(person.email)


EmailVerified = Annotated[bool, Depends(email_verified)]


async def token_endpoints(request: Request, database: OwnDatabase, keys: Keys, settings: Settings) -> TokenEndpoints:
    state = request.app.state
    return TokenEndpoints(
        database=database, keys=keys, settings=settings, revocations=state.revocations, login_grants=state.login_grants
    )


Endpoints = Annotated[TokenEndpoints, Depends(token_endpoints)]
