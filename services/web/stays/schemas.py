"""What the list of stays is asked for, in its address."""

from collections.abc import Collection
from typing import Annotated

from pydantic import Field

from ressurspool.client.lists import Side
from ressurspool.client.placements import WantedStays
from services.web.forms.fields import Day, FormModel

OPEN, EVERY = "open", "all"


class StaysForm(FormModel):
    """A state, `open` or `all`; days as people write them. `from` and `to` are the API's names."""

    side: Side | None = None
    state: Annotated[str, Field(max_length=20)] = OPEN
    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="to")] = None

    def wanted(self, otherwise: Collection[Side]) -> WantedStays:
        """The list as the API is asked for it; `otherwise` are the sides where none is chosen."""
        return WantedStays(
            sides=(self.side,) if self.side else otherwise,
            states=() if self.state in {OPEN, EVERY} else (self.state,),
            is_open=True if self.state == OPEN else None,
            first=self.first,
            last=self.last,
            order="soonest",
            named=True,
        )
