"""What lists can be asked for beside their own filters: an order, what has changed since, named things, a period."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Order(StrEnum):
    OLDEST = "oldest"  # by the moment it was created
    NEWEST = "newest"
    SOONEST = "soonest"  # by its first day
    CHANGED = "changed"  # by the moment it last changed, the latest at the end


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a list is asked for. None leaves nothing out."""

    order: Order = Order.OLDEST
    ids: tuple[UUID, ...] | None = None
    updated_since: datetime | None = None
    first: date | None = None  # of a period of which it shares a day
    last: date | None = None

    @property
    def newest_first(self) -> bool:
        return self.order is Order.NEWEST
