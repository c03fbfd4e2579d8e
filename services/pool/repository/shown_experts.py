"""The statements by which experts are read where nothing about them is written."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    String,
    Uuid,
    bindparam,
    column,
    exists,
    func,
    literal,
    select,
    values,
)
from sqlalchemy.orm import aliased
from sqlmodel import col

from services.kit.data.pagination import Page, PageRequest, empty_page
from services.kit.data.snapshot import Snapshot
from services.kit.data.statements import Statement, numbered
from services.kit.errors import NotFound
from services.pool.domain import Alike, AtHome, Browsed, Kind, State, shown_county
from services.pool.models import BusyPeriod, Coordinator, Disclosure, Expert, ExpertField, FurtherBody, Organisation
from services.pool.repository.experts import BODIES_BY_KIND
from services.pool.repository.lists import ASKER, COLLEAGUES, browsed_form_of, browsed_of, home_form_of, home_list_of
from services.scheme.privacy import FEWEST_BODIES, SMALLEST_GROUP
from vocabulary.load import load


class Visible(NamedTuple):
    """An expert, and what decides how much of it the asker sees."""

    expert: Expert
    coordinated: bool  # whether the home agency has a coordinator
    is_colleague: bool  # whether the asker's is a further body of theirs
    disclosed: bool  # whether they were disclosed to the asker's, and still are


def _has_coordinator(orgnr: Any) -> ColumnElement[bool]:
    return exists().where(col(Coordinator.orgnr) == orgnr)


_EXPERT = Statement[Expert](select(Expert).where(col(Expert.id) == bindparam("expert_id")))
_STANDING_TO_ASKER = (
    _has_coordinator(col(Expert.home_org)),
    exists().where(col(FurtherBody.orgnr) == ASKER, col(FurtherBody.expert_id) == col(Expert.id)),
    exists().where(
        col(Disclosure.expert_id) == col(Expert.id),
        col(Disclosure.host_org) == ASKER,
        col(Disclosure.ends_at) > bindparam("at"),
    ),
)
_LIVE_OF = Statement[tuple[Expert, bool]](
    select(Expert, _has_coordinator(col(Expert.home_org))).where(
        col(Expert.person_id) == bindparam("person_id"), col(Expert.state) != State.WITHDRAWN
    )
)
_BUSY = Statement[BusyPeriod](
    select(BusyPeriod)
    .join(Expert, col(Expert.id) == col(BusyPeriod.expert_id))
    .where(col(Expert.person_id) == bindparam("person_id"))
    .order_by(col(BusyPeriod.starts), col(BusyPeriod.placement_id))
)
_COORDINATED = Statement[bool](select(_has_coordinator(bindparam("orgnr"))))
_BODIES = Statement[tuple[str, str, int]](BODIES_BY_KIND)


class ShownExperts:
    """What is shown of experts where nothing is written, by compiled statements."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def get(self, expert_id: UUID) -> Expert:
        """Raises NotFound."""
        return self._snapshot.get(_EXPERT, unless=NotFound(), expert_id=expert_id)

    def get_visible(self, expert_id: UUID, *, asker: str | None, at: datetime) -> Visible:
        """Raises NotFound where there is none; whether the asker may know of it has still to be looked at."""
        found = self.list_visible([expert_id], asker=asker, at=at)
        if not found:
            raise NotFound()
        return found[0]

    def list_visible(self, expert_ids: Sequence[UUID], *, asker: str | None, at: datetime) -> Sequence[Visible]:
        """Those that exist; whether the asker may know of them has still to be looked at."""
        asked = numbered("expert", expert_ids)
        return [Visible(*row) for row in self._snapshot.all(_visible(len(asked)), asker=asker or "", at=at, **asked)]

    def get_live_of(self, person_id: str) -> tuple[Expert, bool]:
        """The person's own profile that is not withdrawn, and whether its home agency has a coordinator.

        Raises NotFound.
        """
        return self._snapshot.get(_LIVE_OF, unless=NotFound(), person_id=person_id)

    def list_busy(self, person_id: str) -> Sequence[BusyPeriod]:
        """The days on which the person is away, by whichever of their profiles."""
        return self._snapshot.all(_BUSY, person_id=person_id)

    def list_at_home(self, home_org: str, wanted: AtHome, *, paging: PageRequest) -> Page[Expert]:
        """A body's own profiles."""
        if wanted.ids == () or wanted.states == frozenset():
            return empty_page(paging)
        form, values = home_form_of(wanted)
        return self._snapshot.page(home_list_of(form), paging, home_org=home_org, **values)

    def has_coordinator(self, orgnr: str) -> bool:
        return self._snapshot.get(_COORDINATED, unless=NotFound(), orgnr=orgnr)

    def list_available(self, browsed: Browsed, *, asker: str | None, paging: PageRequest) -> Page[Expert]:
        """The available experts of other bodies than the asker's, who do not belong to the asker's too.

        Of a county only those to whom it belongs in the asker's eyes too.
        """
        shown = None if browsed.county is None else self._fields_shown_in(browsed.county, asker=asker)
        if shown == []:
            return empty_page(paging)
        form, values = browsed_form_of(browsed, shown)
        return self._snapshot.page(browsed_of(form), paging, asker=asker or "", **values)

    def _fields_shown_in(self, county: str, *, asker: str | None) -> list[str]:
        """The fields whose experts' county the asker is shown."""
        alike = self._count_pairs([(county, field) for field in sorted(load().concepts)], asker=asker)
        return [field for (_, field), each in alike.items() if shown_county(county, alike=[each])]

    def count_alike(self, shown: Sequence[Expert], *, asker: str | None) -> Mapping[tuple[str | None, str], Alike]:
        """How many available experts of other bodies than the asker's there are in the county and field of each shown
        one, and of how many bodies; counted no further than the rule asks, so that it costs the same in any pool.
        """
        asked = sorted({(one.county, field) for one in shown if one.county is not None for field in one.field_codes})
        return self._count_pairs(asked, asker=asker) if asked else {}

    def _count_pairs(
        self, asked: Sequence[tuple[str, str]], *, asker: str | None
    ) -> Mapping[tuple[str | None, str], Alike]:
        places = numbered("county", [county for county, _ in asked])
        fields = numbered("field", [field for _, field in asked])
        found = self._snapshot.all(_alike(len(places)), asker=asker or "", **places, **fields)
        return {
            (county, field): Alike(experts=count, bodies=FEWEST_BODIES if home else 0)
            for county, field, count, home in found
        }

    def homes_of(self, shown: Sequence[Expert]) -> Mapping[str, Organisation]:
        """The known home bodies of these experts, by number."""
        if not shown:
            return {}
        asked = numbered("orgnr", sorted({expert.home_org for expert in shown}))
        return {body.orgnr: body for body in self._snapshot.all(_homes(len(asked)), **asked)}

    def count_bodies(self) -> Mapping[Kind, int]:
        """How many bodies there are, by level and sector."""
        return {(level, sector): count for level, sector, count in self._snapshot.all(_BODIES)}


@cache
def _visible(number: int) -> Statement[tuple[Expert, bool, bool, bool]]:
    asked: list[Any] = [bindparam(f"expert_{n}", type_=Uuid()) for n in range(number)]
    return Statement(select(Expert).where(col(Expert.id).in_(asked)).add_columns(*_STANDING_TO_ASKER))


@cache
def _homes(number: int) -> Statement[Organisation]:
    asked: list[Any] = [bindparam(f"orgnr_{n}", type_=String()) for n in range(number)]
    return Statement(select(Organisation).where(col(Organisation.orgnr).in_(asked)))


@cache
def _alike(number: int) -> Statement[tuple[str, str, int, str | None]]:
    """Of so many pairs of county and field: how many others share each, and the last of as many bodies as it takes."""
    asked = [tuple(bindparam(f"{name}_{n}", type_=String) for name in ("county", "field")) for n in range(number)]
    pairs = values(column("county", String), column("field", String), name="pairs").data(asked).cte()
    some = _others(pairs, literal(1)).limit(SMALLEST_GROUP).subquery()
    experts = select(func.count()).select_from(some).scalar_subquery()
    return Statement(select(pairs.c.county, pairs.c.field, experts, _last_home(pairs, FEWEST_BODIES)))


def _others(pairs: CTE, wanted: ColumnElement[Any], *, of: Any = ExpertField, after: Any = None) -> Select[Any]:
    """What is wanted of those who share the pair and are of other bodies than the asker's only."""
    found = select(wanted).select_from(of).where(of.field == pairs.c.field, of.available_in == pairs.c.county)
    found = found.where(of.home_org != ASKER, of.expert_id.not_in(COLLEAGUES))
    found = found.correlate(pairs)
    return found if after is None else found.where(of.home_org > after)


def _last_home(pairs: CTE, bodies: int) -> Any:
    """The last of so many bodies in the order of their numbers; null where there are fewer.

    Each is the least above the one before, which an index finds without reading the people of either.
    """
    home = None
    for _ in range(bodies):
        other = aliased(ExpertField)
        home = _others(pairs, func.min(other.home_org), of=other, after=home).scalar_subquery()
    return home
