"""Dependencies of the pages that mailed links lead to."""

from typing import Annotated

from fastapi import Depends

from services.auth.links.service import MailedLinks
from services.auth.settings import Settings
from services.kit.web.session import OwnDatabase


async def mailed_links(database: OwnDatabase, settings: Settings) -> MailedLinks:
    return MailedLinks(database=database, settings=settings)


Links = Annotated[MailedLinks, Depends(mailed_links)]
