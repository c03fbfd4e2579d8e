"""Names as they are returned."""

from typing import Annotated, Literal

from pydantic import Field

from services.kit.language import Language
from services.kit.schemas import ResponseModel

Sibling = Literal["auth", "needs", "pool"]
BodyNames = dict[Language, str]


class NamesRead(ResponseModel):
    """Null is what you may not know, and what the siblings in `unavailable` could not say."""

    need_title: str | None
    expert: Annotated[
        str | None, Field(description="The employee's, where the pool shows it to you; it is logged there")
    ]
    home: BodyNames | None
    host: BodyNames | None
    unavailable: Annotated[list[Sibling], Field(description="Who gave no answer; ask again later")]


Names = Annotated[NamesRead | None, Field(description="With `include=names`")]
