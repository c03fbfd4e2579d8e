"""Lists of the API: all items one after the other, or one page with the cursor of the next."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, kw_only=True)
class Page(Generic[M]):
    """One page. `next` is the cursor of the following one, None on the last; `total` is there where asked for."""

    items: list[M]
    next: str | None
    total: int | None = None


class Listed(Iterator[M]):
    """The items of a list; its pages are fetched as the items are consumed. `page` fetches one instead."""

    def __init__(self, fetch: Callable[[Mapping[str, Any]], Any], model: type[M], asked: Mapping[str, Any]) -> None:
        self._fetch = fetch
        self._model = model
        self._asked = asked
        self._all: Iterator[M] | None = None

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> M:
        self._all = self._all or self._items()
        return next(self._all)

    def page(self, cursor: str | None = None, *, limit: int | None = None, count: bool = False) -> Page[M]:
        """The page at that cursor, without one the first; `limit` items at most. `count` asks for the total too."""
        wanted = {"cursor": cursor, "limit": limit, "count": "true" if count else None}
        got = self._fetch({**self._asked, **{name: value for name, value in wanted.items() if value is not None}})
        items = [self._model.model_validate(item) for item in got["items"]]
        return Page(items=items, next=got.get("next"), total=got.get("total"))

    def _items(self) -> Iterator[M]:
        page = self.page()
        yield from page.items
        while page.next is not None:
            page = self.page(page.next)
            yield from page.items
