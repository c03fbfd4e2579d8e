"""Letters, as routes are given them."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from services.auth.models import Letter
from services.auth.repository import Letters
from services.kit import clock
from services.kit.session import ReadSession


def letter_to_send(letter_id: UUID, session: ReadSession) -> Letter:
    """Raises NotFound also where its link was used or has run out."""
    return Letters(session).get_open(letter_id, at=clock.now())


LetterToSend = Annotated[Letter, Depends(letter_to_send)]
