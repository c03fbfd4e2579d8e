"""What the routes of tokens are given."""

from typing import Annotated

from fastapi import Depends, Request

from services.auth.access import person_id_of
from services.auth.keys.dependencies import Keys
from services.auth.people.dependencies import ReadPeople
from services.auth.people.models import Person
from services.auth.settings import Settings
from services.auth.tokens.service import TokenDesk
from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.kit.web.session import OwnDatabase

IdentityReader = Annotated[Caller, Depends(caller_for("read_userinfo", "request_userinfo"))]


def identified(caller: IdentityReader, people: ReadPeople) -> Person:
    """Who logged in at the client that asks."""
    return people.get(person_id_of(caller))


Identified = Annotated[Person, Depends(identified)]


def token_desk(request: Request, database: OwnDatabase, keys: Keys, settings: Settings) -> TokenDesk:
    state = request.app.state
    return TokenDesk(
        database=database, keys=keys, settings=settings, revocations=state.revocations, login_grants=state.login_grants
    )


Desk = Annotated[TokenDesk, Depends(token_desk)]
