"""What experts are called, as it is returned to a sibling."""

from typing import Annotated

from pydantic import Field

from services.kit.schemas import ResponseModel


class ReaderNameRead(ResponseModel):
    """What to call an expert in a mail to one reader."""

    name: str
    own: Annotated[bool, Field(description="Whether the profile is the reader's own")]


class ReaderNamesRead(ResponseModel):
    """A name for each reading, in the order they were asked for; null where the reader may not know it."""

    experts: Annotated[list[ReaderNameRead | None], Field(description="What to call each")]
