"""What routes about people are given."""

from typing import Annotated

from fastapi import Depends

from services.auth.people.repository import People
from services.kit.web.session import ReadSession, WriteSession


async def people_to_read(session: ReadSession) -> People:
    return People(session)


async def people_to_change(session: WriteSession) -> People:
    return People(session)


ReadPeople = Annotated[People, Depends(people_to_read)]
ChangedPeople = Annotated[People, Depends(people_to_change)]
