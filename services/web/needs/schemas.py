"""What lists of needs are asked for in their address, and what the form that closes one asks for."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ressurspool.client.needs import Outcome
from services.web.forms.fields import FormModel

Code = Annotated[str, Field(max_length=64)]


class Search(BaseModel):
    """What a list of needs is asked for. Blank is anything."""

    model_config = ConfigDict(frozen=True)

    q: Annotated[str, Field(max_length=200)] = ""
    field: Code = ""
    county: Code = ""
    level: Code = ""
    cursor: Annotated[str | None, Field(max_length=500)] = None
    mine: bool = False  # of one's own body
    closed: bool = False  # those too

    @property
    def asked(self) -> dict[str, str]:
        """As it stands in the address, without the place in the list."""
        flags = {name: "true" for name in ("mine", "closed") if getattr(self, name)}
        return {name: value for name in ("q", "field", "county", "level") if (value := getattr(self, name))} | flags

    @property
    def is_blank(self) -> bool:
        return not (self.q.strip() or self.field or self.county or self.level)


class ClosureForm(FormModel):
    outcome: Outcome
    note: Annotated[str, Field(max_length=4000)] = ""
