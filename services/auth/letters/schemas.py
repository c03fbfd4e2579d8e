"""Letters on the wire."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from services.auth.letters.domain import Purpose
from services.kit.language import Language
from services.kit.schemas import ResponseModel

LinkToken = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class LetterRead(ResponseModel):
    """A letter to send, asked for at the moment of sending and not kept."""

    purpose: Purpose
    email: str
    language: Language
    body: Annotated[str | None, Field(description="Name of the public body it is about")]
    link: Annotated[str, Field(description="Works once")]
    expires_at: datetime
