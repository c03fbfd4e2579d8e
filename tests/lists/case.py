"""A case: lists of one table, and the rows that are put there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Table
from sqlmodel import SQLModel

from tests.support.callers import BAERUM

ME, OTHER = UUID(int=1), UUID(int=2)
EARLIER, LATER = range(-30, 0), range(10**6, 10**6 + 30)  # numbers of rows before and after all others: a page and some

# of the lists of what is part of one thing
_ID_OF = {
    "placements": "{placement_id}",
    "candidacies": "{candidacy_id}",
    "plans": "{plan_id}",
    "webhooks": "{webhook_id}",
}

Rows = Iterator[Mapping[str, Any]]
Batch = tuple[type[SQLModel] | Table, Rows]
Fill = Callable[[range], Iterator[Batch]]


def nothing() -> Iterator[Batch]:
    return iter(())


@dataclass(frozen=True)
class Case:
    """Lists of one table. `fill` makes rows of these numbers, `before` what stands there once."""

    service: str
    paths: tuple[str, ...]
    fill: Fill
    before: Callable[[], Iterator[Batch]] = nothing

    def __str__(self) -> str:
        return f"{self.service} {self.paths[0]}"

    def list_of(self, path: str) -> tuple[str, str]:
        """The service, and the path of the route."""
        whole = path.split("/")[2]
        route = path.partition("?")[0].replace(BAERUM, "{orgnr}").replace(str(ME), _ID_OF.get(whole, ""))
        return self.service, route
