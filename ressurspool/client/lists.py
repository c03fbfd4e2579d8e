"""What lists are asked for: one mapping from names to the parameters of all of them."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Literal

from ressurspool.client.transport import Parameters

Side = Literal["mine", "home", "host"]
Order = Literal["oldest", "newest", "soonest", "changed"]

_NAMES = {"ids": "id", "states": "state", "is_open": "open", "sides": "side", "first": "from", "last": "to"}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a list shows, and in which order. What is left out filters nothing."""

    ids: Collection[str] = ()
    states: Collection[str] = ()
    is_open: bool | None = None
    updated_since: datetime | None = None
    order: Order | None = None

    def parameters(self) -> Parameters:
        """As they stand in the query. None is left out."""
        return parameters_of(self)


def parameters_of(asked: Any) -> Parameters:
    """The fields of a dataclass as they stand in the query."""
    written = {field.name: _written(getattr(asked, field.name)) for field in fields(asked)}
    return {_NAMES.get(name, name): value for name, value in written.items()}


def _written(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    return ",".join(value) or None
