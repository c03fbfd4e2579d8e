"""What the routes that order or read letters are given."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.letters.models import Letter
from services.auth.letters.repository import Letters
from services.auth.letters.service import take_letter_place
from services.auth.settings import Settings
from services.kit import clock
from services.kit.access.guard import caller_for
from services.kit.access.table import Caller
from services.kit.web.session import OwnDatabase, ReadSession, Source

Sibling = Annotated[Caller, Depends(caller_for("read_letter"))]


def letter_to_send(letter_id: UUID, session: ReadSession) -> Letter:
    """The letter. Raises NotFound also where its link was used or has run out."""
    return Letters(session).get_open(letter_id, at=clock.now())


def limited_source(database: OwnDatabase, settings: Settings, source: Source) -> str:
    """The network address of a stranger who asks for a letter, within its limit. Raises TooManyAsked."""
    take_letter_place(database, settings, source=source)
    return source


LimitedSource = Annotated[str, Depends(limited_source)]
LetterToSend = Annotated[Letter, Depends(letter_to_send)]
