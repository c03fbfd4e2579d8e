"""The queries that candidacies and placements have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, and_, bindparam, func, or_, select, update
from sqlmodel import col

from services.kit import context
from services.kit.data.outbox import Event, emit_event, record_act
from services.kit.data.pagination import keys_of_any, unindexed
from services.kit.data.repository import Repository, changed
from services.kit.data.statements import PagedStatement, numbered
from services.kit.data.versions import next_version, next_versions
from services.kit.errors import NotFound
from services.kit.lists import Order
from services.placements.parties.domain import Affiliation, ListSide, Wanted
from services.scheme.parties import Party
from services.scheme.roles import Role


class Case(Protocol):
    """A row about an expert of one body and a need of another: a candidacy or a placement."""

    id: UUID
    version: int
    reference: str
    state: str
    expert_id: UUID
    need_id: UUID
    person_id: str
    home_org: str
    host_org: str
    created_at: datetime
    updated_at: datetime


C = TypeVar("C", bound=Case)


class Cases(Repository[C], Generic[C]):
    """Rows with three parties and a state, whose events go to all three."""

    model: type[C]
    noun: str

    def get(self, case_id: UUID) -> C:
        """Raises NotFound."""
        return self.one_or(NotFound(), select(self.model).where(col(self.model.id) == case_id))

    def find(self, case_id: UUID) -> C | None:
        found: C | None = self.session.get(self.model, case_id)
        return found

    def get_locked(self, case_id: UUID) -> C:
        """The row, locked until the transaction ends. Raises NotFound."""
        query = select(self.model).where(col(self.model.id) == case_id).with_for_update()
        return self.one_or(NotFound(), query.execution_options(populate_existing=True))

    def list_of_body_locked(self, orgnr: str) -> Sequence[C]:
        """What a body is home or host of, locked in the order of the ids."""
        return self._locked(or_(col(self.model.home_org) == orgnr, col(self.model.host_org) == orgnr))

    def record(self, case: C, change: str, **codes: Any) -> None:
        """Save a change as the next version, and emit its event. It is written with what changes until then."""
        next_version(case)
        self.session.add(case)
        emit_event(self.session, self._event(case, change, **codes))

    def _event(self, case: C, change: str, **codes: Any) -> Event:
        return Event(
            type=f"{self.noun}.{change}",
            subject=case.id,
            version=case.version,
            orgs=[case.home_org, case.host_org],
            persons=[case.person_id],
            codes={**self.codes_of(case), **codes},
            thing=case,
            parties=acting_parties(case, codes),
        )

    def pass_on(self, from_id: str, to: str) -> int:
        """Give what is about one person to another. Returns how many rows. No event: nothing happened to them."""
        mine = update(self.model).where(col(self.model.person_id) == from_id)
        return changed(self.session, mine.values(person_id=to, **next_versions(self.model)))

    def touch(self, case: C, change: str) -> None:
        """Save a change that concerns nobody else: the next version, a row of the audit, no event."""
        next_version(case)
        self.add(case)
        record_act(self.session, self._event(case, change))

    def codes_of(self, case: C) -> dict[str, str]:
        """The codes that every event of this kind carries."""
        ids = {"need_id": str(case.need_id), "expert_id": str(case.expert_id)}
        return {**ids, "reference": case.reference, "home_org": case.home_org, "host_org": case.host_org}

    def _named(self, **named: UUID | str | None) -> list[ColumnElement[bool]]:
        """Conditions on `expert_id`, `need_id` and `person_id`, as far as they are given."""
        return [col(getattr(self.model, name)) == value for name, value in named.items() if value is not None]

    def _locked(self, *conditions: ColumnElement[bool]) -> Sequence[C]:
        query = select(self.model).where(*conditions).order_by(col(self.model.id)).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).all()

    def _idle(self, *conditions: ColumnElement[bool], limit: int) -> Sequence[C]:
        """Rows that no other transaction has locked; this one locks them."""
        query = select(self.model).where(*conditions).limit(limit).with_for_update(skip_locked=True)
        return self.session.scalars(query.execution_options(populate_existing=True)).all()


@dataclass(frozen=True, kw_only=True)
class ListForm:
    """What of a list stands in its SQL; all else is given with the request."""

    concerns: tuple[str, ...]  # the columns by which a row concerns the reader
    about: tuple[str, ...]  # the columns of what it is about
    states: tuple[str, ...]
    every_state: bool
    order: Order
    ids: int  # how many are named
    ranges: tuple[str, ...]  # the columns of which it asks for a part


def list_for(model: type[C], query: Select[*tuple[Any, ...]], form: ListForm) -> PagedStatement[Any]:
    """The list of what concerns a reader, by `person_id`, `home_org` and `host_org` as far as the form names them."""
    by = (col(getattr(model, COLUMN_OF_ORDER[form.order])), col(model.id))
    found_otherwise = form.about or form.ids
    keys = _keys_of_few(model, form, by) if found_otherwise else _keys_of_reader(model, form, by)
    return PagedStatement(query, by=by, keys=keys, newest_first=form.order is Order.NEWEST)


def acting_parties(case: Case, codes: Mapping[str, Any]) -> list[Party]:
    """The parties that whoever acts speaks for; of several, the one that the codes name. None for what acts by itself.

    A delegate speaks for the body alone.
    """
    actor = context.current().actor
    delegate = actor.let_by is not None
    speaks_for = {
        Party.EMPLOYEE: actor.person == case.person_id and not delegate,
        Party.HOME: actor.org == case.home_org and (delegate or Role.COORDINATOR in actor.roles),
        Party.HOST: actor.org == case.host_org and (delegate or Role.REQUESTER in actor.roles),
    }
    acting = [party for party, holds in speaks_for.items() if holds]
    return [codes["party"]] if codes.get("party") in acting else acting


def _keys_of_reader(model: type[C], form: ListForm, by: tuple[Any, ...]) -> list[Select[*tuple[Any, ...]]]:
    """For each column and each state the index of its own finds the page: in the order that is asked for, or where a
    part of another column is, all rows of that part.
    """
    theirs = [col(getattr(model, name)) == bindparam(name) for name in form.concerns]
    finding = _finding(form)
    if finding != "created_at" or not form.every_state:
        theirs = [and_(one, col(model.state) == state) for one in theirs for state in form.states]
    listed = by if finding == COLUMN_OF_ORDER[form.order] else (unindexed(by[0]), by[1])
    return keys_of_any(select(model).where(*_ranges(model, form)), theirs, by=listed)


def _finding(form: ListForm) -> str:
    """The column whose index finds the rows: that of the order, unless only parts of others are asked for."""
    ordered = COLUMN_OF_ORDER[form.order]
    return ordered if not form.ranges or ordered in form.ranges else form.ranges[0]


def _keys_of_few(model: type[C], form: ListForm, by: tuple[Any, ...]) -> list[Select[*tuple[Any, ...]]]:
    """Of one need or expert there are few rows, and few are named. An expression has no index: these are found by
    what they are about, or by their ids.
    """
    theirs = or_(*(func.coalesce(col(getattr(model, name)), "") == bindparam(name) for name in form.concerns))
    return keys_of_any(select(model).where(*_ranges(model, form)), [and_(theirs, *narrowed(model, form))], by=by)


def narrowed(model: type[C], form: ListForm) -> list[ColumnElement[bool]]:
    """What it is about, the ids that are named, and the states, which no index is to find."""
    about = [col(getattr(model, name)) == bindparam(name) for name in form.about]
    if form.ids:
        about.append(col(model.id).in_([bindparam(f"id_{n}", type_=Uuid()) for n in range(form.ids)]))
    if not form.every_state:
        about.append(func.coalesce(col(model.state), "").in_(form.states))
    return about


def _ranges(model: type[C], form: ListForm) -> list[ColumnElement[bool]]:
    """The parts that are asked for. Of a period the index reads what began in it, or so long before as a stay lasts."""
    conditions: dict[str, list[ColumnElement[bool]]] = {
        "updated_at": [col(model.updated_at) >= bindparam("updated_since")],
        "starts": [],
    }
    if "starts" in form.ranges:
        stay: Any = model  # only a list of stays is asked for days
        starts, ends = col(stay.starts), col(stay.ends)
        conditions["starts"] = [starts.between(bindparam("begun_from"), bindparam("to")), ends >= bindparam("from")]
    return [condition for name in form.ranges for condition in conditions[name]]


_COLUMN_OF_SIDE = {ListSide.MINE: "person_id", ListSide.HOME: "home_org", ListSide.HOST: "host_org"}
COLUMN_OF_ORDER = {
    Order.OLDEST: "created_at",
    Order.NEWEST: "created_at",
    Order.SOONEST: "starts",
    Order.CHANGED: "updated_at",
}
_LONGEST_STAY = timedelta(days=366 * 2)  # with all extensions, by the bounds of the settings


def form_of(reader: Affiliation, wanted: Wanted, kind: type[StrEnum]) -> tuple[ListForm, dict[str, Any]] | None:
    """The list for this reader and its values, None where nothing can be in it."""
    concerns = {ListSide.MINE: reader.person_id, ListSide.HOME: reader.home_org, ListSide.HOST: reader.host_org}
    values = _given({_COLUMN_OF_SIDE[side]: concerns[side] for side in wanted.sides or ListSide})
    about = _given({"need_id": wanted.need_id, "expert_id": wanted.expert_id})
    states = tuple(sorted(map(str, kind) if wanted.states is None else wanted.states))
    if not values or not states or wanted.ids == ():
        return None
    ids = numbered("id", wanted.ids) if wanted.ids else {}
    ranges = {"updated_at": _since(wanted), "starts": _period(wanted)}
    form = ListForm(
        concerns=tuple(values),
        about=tuple(about),
        states=states,
        every_state=wanted.states is None,
        order=wanted.order,
        ids=len(ids),
        ranges=tuple(name for name, values in ranges.items() if values),
    )
    return form, {**values, **about, **ids, **ranges["updated_at"], **ranges["starts"]}


def _since(wanted: Wanted) -> dict[str, Any]:
    return _given({"updated_since": wanted.updated_since})


def _period(wanted: Wanted) -> dict[str, Any]:
    """The days between which a stay has to begin, and the one before which it must not be over."""
    if wanted.first is None and wanted.last is None:
        return {}
    first, last = wanted.first or date.min, wanted.last or date.max
    begun = max(first, date.min + _LONGEST_STAY) - _LONGEST_STAY
    return {"from": first, "begun_from": begun, "to": last}


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
