"""Needs where nothing is written, by compiled statements: one of them, and lists by what they are found by."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlmodel import col

from services.kit.data.pagination import Page, PageRequest, empty_page
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import Statement, numbered
from services.kit.errors import Invalid, NotFound
from services.needs.domain import Wanted
from services.needs.models import Need, Organisation
from services.needs.repository.lists import form_of, list_of

_BY_ID = Statement[Need](select(Need).where(col(Need.id) == bindparam("need_id")))
_SECTORS = Statement[str](select(col(Organisation.sector)).distinct())


@cache
def _titles(number: int) -> Statement[tuple[UUID, str]]:
    asked: list[Any] = [bindparam(f"need_{n}", type_=Uuid()) for n in range(number)]
    return Statement(select(col(Need.id), col(Need.title)).where(col(Need.id).in_(asked)))


@cache
def _these(number: int) -> Statement[Need]:
    asked: list[Any] = [bindparam(f"need_{n}", type_=Uuid()) for n in range(number)]
    return Statement(select(Need).where(col(Need.id).in_(asked)))


class ShownNeeds:
    """What is shown of needs where nothing is written, by compiled statements."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def get(self, need_id: UUID) -> Need:
        """Raises NotFound."""
        return self._snapshot.get(_BY_ID, unless=NotFound(), need_id=need_id)

    def list_titles(self, need_ids: Sequence[UUID]) -> dict[UUID, str]:
        """The titles of those that exist."""
        asked = numbered("need", need_ids)
        return dict(self._snapshot.all(_titles(len(asked)), **asked))

    def list_summaries(self, need_ids: Sequence[UUID]) -> Sequence[Need]:
        """Those that exist."""
        asked = numbered("need", need_ids)
        return self._snapshot.all(_these(len(asked)), **asked)

    def list_wanted(self, wanted: Wanted, *, paging: PageRequest) -> Page[Need]:
        """What is wanted, in the order that is asked for. Raises Invalid for a sector that no body has."""
        if wanted.sector is not None:
            sectors = sorted(self._snapshot.all(_SECTORS))
            if wanted.sector not in sectors:
                raise Invalid(("/sector", "wrong_value"), legal=sectors)
        if wanted.ids == () or wanted.states == frozenset():
            return empty_page(paging)
        form, values = form_of(wanted)
        return self._snapshot.page(list_of(form), paging, **values)
