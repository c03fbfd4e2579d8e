"""What something is about, as it is returned."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from services.kit.language import Language
from services.kit.schemas import ResponseModel

Sibling = Literal["auth", "needs", "placements", "pool"]
BodyNames = dict[Language, str]


class AboutRead(ResponseModel):
    """Null is what it does not have, what you may not know, and what those in `unavailable` could not say."""

    reference: Annotated[str | None, Field(description="What people call the candidacy or placement")]
    need_id: str | None
    need_title: str | None
    expert_id: str | None
    expert: Annotated[str | None, Field(description="The employee's name, where the pool shows it to you")]
    home: BodyNames | None
    host: BodyNames | None
    start: Annotated[date | None, Field(description="The first day of the terms")]
    end: Annotated[date | None, Field(description="The last day of the terms")]
    percentage: int | None
    unavailable: Annotated[
        list[Sibling],
        Field(
            description="Who gave no answer; ask again later. While auth's last events are not known, nobody is named"
        ),
    ]


About = Annotated[AboutRead | None, Field(description="With `include=about`")]
